import { type CookieRequest, knownPublicSuffixes } from '../../../cookies/site.ts';
import type { MessageKey } from '../../words/message-key.ts';
import { code, type Phrase, phrase } from '../../words/phrase.ts';
import type { Random } from '../random.ts';
import type { Level } from './exercise.ts';

/** The hosts of the exercises; names that nobody can own (RFC 2606). */
export const SHOP = 'shop.example';
export const WWW = 'www.shop.example';
export const API = 'api.shop.example';
const NEWS = 'https://news.test/';

/** The public suffixes of these hosts. */
export const exerciseSuffixes = knownPublicSuffixes({
  [SHOP]: 'example',
  [WWW]: 'example',
  [API]: 'example',
  'news.test': 'test',
});

/** 28 November 2026, 12:00 UTC: when every exercise takes place, in ms since 1970. */
export const EXERCISE_TIME = Date.UTC(2026, 10, 28, 12);

/** A request of an exercise, and what is said about it. */
export interface Scene {
  readonly request: CookieRequest;
  readonly said: Phrase;
  readonly host: string;
  readonly path: string;
}

interface SceneKind {
  readonly from: Level;
  readonly method: 'GET' | 'POST';
  readonly words: MessageKey;
  readonly of: (url: string) => Pick<CookieRequest, 'topLevelNavigation' | 'initiator' | 'topLevelUrl'>;
}

const typed: SceneKind = {
  from: 1,
  method: 'GET',
  words: 'lessonSceneTyped',
  of: () => ({ topLevelNavigation: true, initiator: null }),
};

const kinds: readonly SceneKind[] = [
  typed,
  {
    from: 2,
    method: 'GET',
    words: 'lessonSceneLink',
    of: () => ({ topLevelNavigation: true, initiator: NEWS }),
  },
  {
    from: 2,
    method: 'POST',
    words: 'lessonScenePost',
    of: () => ({ topLevelNavigation: true, initiator: NEWS }),
  },
  {
    from: 2,
    method: 'GET',
    words: 'lessonSceneOwnImage',
    of: (url) => ({ topLevelNavigation: false, initiator: url, topLevelUrl: url }),
  },
  {
    from: 3,
    method: 'GET',
    words: 'lessonSceneForeignImage',
    of: () => ({ topLevelNavigation: false, initiator: NEWS, topLevelUrl: NEWS }),
  },
];

const paths = ['/', '/cart', '/cart/pay', '/cartoon', '/account'] as const;

/** Takes one of several at random. */
export function oneOf<T>(items: readonly [T, ...T[]], random: Random): T;
export function oneOf<T>(items: readonly T[], random: Random): T | undefined;
export function oneOf<T>(items: readonly T[], random: Random): T | undefined {
  return items[Math.floor(random() * items.length)];
}

/** A request for an exercise of a level. */
export function requestScene(level: Level, random: Random): Scene {
  const kind =
    oneOf(
      kinds.filter(({ from }) => from <= level),
      random,
    ) ?? typed;
  return sceneOf(kind, level, random);
}

/** The request whose response sets cookies: an address that was typed. */
export function responseScene(level: Level, random: Random): Scene {
  return sceneOf({ ...typed, words: 'lessonSceneResponse' }, level, random);
}

function sceneOf(kind: SceneKind, level: Level, random: Random): Scene {
  const scheme = level === 1 || random() < 0.6 ? 'https' : 'http';
  const host = oneOf([SHOP, WWW, API], random);
  const path = oneOf(paths, random);
  const url = `${scheme}://${host}${path}`;
  return {
    request: { url, method: kind.method, credentials: 'include', thirdPartyCookies: 'allowed', ...kind.of(url) },
    said: phrase(kind.words, code(`${kind.method} ${url}`), code(NEWS)),
    host,
    path,
  };
}
