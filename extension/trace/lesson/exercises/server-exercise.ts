import { parseCookieHeader } from '../../../cookies/parse-cookie-header.ts';
import type { MessageKey } from '../../words/message-key.ts';
import { type Phrase, phrase } from '../../words/phrase.ts';
import { seededRandom, shuffled } from '../random.ts';
import { oneOf } from './scenes.ts';

/** What the code does with a request. */
export type ServerAction = 'create' | 'resume' | 'adopt' | 'rotate' | 'wipe';

/** A session in the server's store. */
export interface StoredSession {
  readonly id: string;
  readonly count: number;
  /** Its time is over, though nobody has swept it away yet. */
  readonly over: boolean;
}

/** "Be the server": a request, a store, and what the code does. */
export interface ServerExercise {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** The Cookie header; absent: the request has none. */
  readonly cookie?: string;
  readonly store: readonly StoredSession[];
  readonly options: readonly { readonly action: ServerAction; readonly said: Phrase }[];
  readonly right: ServerAction;
  /** The rule that decides it. */
  readonly why: Phrase;
}

const SESSION_COOKIE = 'sid';
const ids = ['k3Fz', 'p9Qa', 'm7Lt', 'aB3d'] as const;

/** A way for a request to come. `id` is one that the store knows, `gone` one whose time is over. */
const headers: readonly ((id: string, gone: string) => string | undefined)[] = [
  () => undefined,
  (id) => `sid=${id}`,
  () => 'sid=zz9x',
  (_id, gone) => `sid=${gone}`,
  (id) => `theme=dark; sid=${id}`,
  () => 'theme=dark',
  (id) => `SID=${id}`,
  (id) => `lastsid=${id}; theme=dark`,
];

const visits = [
  { method: 'GET', path: '/' },
  { method: 'GET', path: '/' },
  { method: 'POST', path: '/login' },
  { method: 'POST', path: '/logout' },
] as const;

/** Makes an exercise; the same seed and number make the same one. */
export function makeServerExercise(seed: number, number: number): ServerExercise {
  const random = seededRandom(seed + Math.imul(number + 1, 0x85ebca6b));
  const [id, gone, other] = shuffled(ids, random);
  const store = shuffled(
    [id, gone, other].map((one, index) => ({ id: one ?? '', count: 1 + Math.floor(random() * 8), over: index === 1 })),
    random,
  );
  const cookie = oneOf(headers, random)?.(id ?? '', gone ?? '');
  const found = findSession(cookie, store);
  // Only a session can be logged in or ended here: everything else is a plain visit.
  const { method, path } = found.session === undefined ? visits[0] : oneOf(visits, random);
  const right = actionOf(path, found.session);
  const why = phrase(right === 'create' ? whyCreate[found.why] : whyAction[right]);
  const actions: readonly ServerAction[] = shuffled(
    ['create', 'resume', 'adopt', path === '/logout' ? 'wipe' : 'rotate'],
    random,
  );
  const next = (found.session?.count ?? found.over?.count ?? 1) + 1;
  const options = actions.map((action) => ({
    action,
    said: phrase(actionWords[action], ...(action === 'resume' ? [next] : [])),
  }));
  return { method, path, ...(cookie !== undefined && { cookie }), store, options, right, why };
}

/** The code that is played, once the cookie has been looked up. */
function actionOf(path: string, session: StoredSession | undefined): ServerAction {
  if (session === undefined) return 'create';
  if (path === '/login') return 'rotate';
  return path === '/logout' ? 'wipe' : 'resume';
}

interface Found {
  readonly session?: StoredSession;
  readonly over?: StoredSession;
  readonly why: keyof typeof whyCreate;
}

function findSession(header: string | undefined, store: readonly StoredSession[]): Found {
  if (header === undefined) return { why: 'none' };
  const sent = parseCookieHeader(header).find(({ name }) => name === SESSION_COOKIE);
  if (sent === undefined) return { why: 'other-name' };
  const record = store.find(({ id }) => id === sent.value);
  if (record === undefined) return { why: 'unknown' };
  return record.over ? { over: record, why: 'over' } : { session: record, why: 'none' };
}

const whyCreate = {
  none: 'lessonServerWhyNone',
  'other-name': 'lessonServerWhyName',
  unknown: 'lessonServerWhyUnknown',
  over: 'lessonServerWhyOver',
} as const satisfies Record<string, MessageKey>;

const whyAction: Readonly<Record<Exclude<ServerAction, 'create'>, MessageKey>> = {
  resume: 'lessonServerWhyResume',
  adopt: 'lessonServerWhyUnknown',
  rotate: 'lessonServerWhyRotate',
  wipe: 'lessonServerWhyWipe',
};

const actionWords: Readonly<Record<ServerAction, MessageKey>> = {
  create: 'lessonServerCreate',
  resume: 'lessonServerResume',
  adopt: 'lessonServerAdopt',
  rotate: 'lessonServerRotate',
  wipe: 'lessonServerWipe',
};
