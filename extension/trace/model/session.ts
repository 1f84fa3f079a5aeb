// A session and its entries refer to each other: they are declared together.
export type { EndCause, Session, SessionEnd, SessionLabel, Thread, UndoneBy } from './entry.ts';
