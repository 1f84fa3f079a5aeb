import type { JarCookie } from '../../../cookies/browser-cookie.ts';
import type { BrowserRules } from '../../../cookies/browser-rules.ts';
import { type RetrievedCookie, retrieveCookies } from '../../../cookies/retrieve-cookies.ts';
import { phrase } from '../../words/phrase.ts';
import { whySaid } from '../cookie-reasons.ts';
import type { Random } from '../random.ts';
import type { Choice, Exercise, Level } from './exercise.ts';
import { API, EXERCISE_TIME, exerciseSuffixes, oneOf, requestScene, type Scene, SHOP, WWW } from './scenes.ts';

/** Cookies of a jar. */
const JAR = 4;
/** Draws before a jar of which nothing or all is sent is taken all the same. */
const DRAWS = 12;
const HOUR = 3_600_000;
const names = ['sid', 'cart', 'theme', 'lang', 'seen'] as const;

/** A jar, a request, and the question which cookies go along and in which order. */
export interface SentDraft {
  readonly scene: Scene;
  readonly jar: readonly JarCookie[];
}

/** Draws a jar and a request of which, where possible, some cookies are sent and some are not. */
export function drawSent(level: Level, rules: BrowserRules, random: Random): SentDraft {
  let draft = drawOnce(level, random);
  for (let i = 1; i < DRAWS; i++) {
    const sent = solve(draft, rules).filter((one) => one.sent).length;
    if (sent > 0 && sent < JAR) break;
    draft = drawOnce(level, random);
  }
  return draft;
}

/** Makes the exercise of a draft: solved by the rules that the browser is predicted with. */
export function sentExercise(draft: SentDraft, level: Level, rules: BrowserRules): Exercise {
  const solved = solve(draft, rules);
  const choices = draft.jar.map((cookie): Choice => {
    const verdict = solved.find((one) => one.cookie === cookie);
    const holds = verdict?.sent === true;
    const why = holds ? [phrase('lessonExerciseFits')] : whySaid(verdict?.reasons ?? []);
    return { text: cookieText(cookie), holds, why };
  });
  const right = solved.filter(({ sent }) => sent).map(({ cookie }) => draft.jar.indexOf(cookie));
  return { kind: 'sent', level, scene: draft.scene.said, choices, right };
}

function solve({ scene, jar }: SentDraft, rules: BrowserRules): RetrievedCookie[] {
  return retrieveCookies(jar, { rules, now: EXERCISE_TIME, suffixes: exerciseSuffixes, request: scene.request });
}

function drawOnce(level: Level, random: Random): SentDraft {
  const scene = requestScene(level, random);
  const jar = names.slice(0, JAR).map((name, index) => drawCookie(name, index, level, random));
  return { scene, jar };
}

function drawCookie(name: string, index: number, level: Level, random: Random): JarCookie {
  const host = oneOf([SHOP, SHOP, WWW, API], random);
  const hostOnly = random() < 0.5;
  const partitioned = level === 3 && random() < 0.25;
  const sameSite = level === 1 ? 'lax' : oneOf(['strict', 'lax', 'no_restriction'] as const, random);
  const expired = random() < 0.15;
  return {
    name,
    value: String(index + 1),
    domain: hostOnly ? host : `.${host}`,
    hostOnly,
    path: oneOf(['/', '/', '/cart', '/cart/', '/account'], random),
    // Browsers ask for Secure beside SameSite=None and Partitioned.
    secure: partitioned || sameSite === 'no_restriction' || (level > 1 && random() < 0.3),
    httpOnly: false,
    sameSite: partitioned ? 'no_restriction' : sameSite,
    session: !expired,
    ...(expired && { expirationDate: (EXERCISE_TIME - HOUR) / 1000 }),
    storeId: '0',
    ...(partitioned && {
      partitionKey: { topLevelSite: oneOf(['https://news.test', 'https://shop.example'], random) },
    }),
    createdAt: EXERCISE_TIME - HOUR * (JAR + 1 - index),
    updatedAt: EXERCISE_TIME - HOUR * (JAR + 1 - index),
  };
}

const sameSiteWords = { strict: 'Strict', lax: 'Lax', no_restriction: 'None', unspecified: '' } as const;

/** A cookie of the jar with what the jar knows of it, oldest first in the list. */
function cookieText({
  name,
  value,
  domain,
  hostOnly,
  path,
  secure,
  sameSite,
  expirationDate,
  partitionKey,
}: JarCookie): string {
  const parts = [
    `${name}=${value}`,
    hostOnly ? `host ${domain}` : `Domain=${domain.slice(1)}`,
    `Path=${path}`,
    `SameSite=${sameSiteWords[sameSite]}`,
    ...(secure ? ['Secure'] : []),
    ...(expirationDate === undefined ? [] : [`Expires=${new Date(expirationDate * 1000).toUTCString()}`]),
    ...(partitionKey?.topLevelSite === undefined ? [] : [`Partitioned for ${partitionKey.topLevelSite}`]),
  ];
  return parts.join('; ');
}
