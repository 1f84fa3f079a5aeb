/** The ways to learn, in the order in which they are offered. */
export type WayId = 'watch' | 'read' | 'do' | 'predict' | 'browser' | 'server' | 'mend' | 'quiz' | 'teach';

/** The parts of the way "watch": side by side where there is room, one at a time where not. */
export type WatchPart = 'table' | 'flow' | 'code' | 'variables' | 'moments';
