import { code, type Phrase, phrase } from '../words/phrase.ts';
import { requestText, setCookieText, shortValue } from './display.ts';
import { isStep, type LessonRow, type StepRow } from './lesson-rows.ts';
import { outputSaid } from './row-words.ts';

/** A request of the pair: what it asked, which Cookie line it had, and what came back. */
export interface WhyRequest {
  /** The key of its row. */
  readonly row: string;
  readonly number: number;
  readonly asked: string;
  /** The Cookie line, its value shortened; absent: it had none. */
  readonly cookie?: string;
  /** The Set-Cookie line, its value shortened. */
  readonly setCookie?: string;
  readonly output: Phrase;
}

/** The first request of a stranger, and the next one of the same visitor. */
export interface WhyPair {
  readonly first: WhyRequest;
  readonly second?: WhyRequest;
}

/** The reader's own first two requests of a session, which differ by their Cookie line alone. */
export function whyPair(rows: readonly LessonRow[]): WhyPair | undefined {
  const steps = rows.filter(isStep);
  const first = steps.find(({ state, sent, held }) => state === 'created' && sent === undefined && held !== undefined);
  if (first === undefined) return undefined;
  const second = steps.slice(steps.indexOf(first) + 1).find(({ sent }) => sent === first.held);
  return { first: whyRequest(first), ...(second !== undefined && { second: whyRequest(second) }) };
}

function whyRequest(row: StepRow): WhyRequest {
  const { entry, effect, sent } = row;
  const line = entry.setCookies.findLast(({ identity }) => identity.name === effect.thread.name);
  return {
    row: row.key,
    number: row.number,
    asked: requestText(entry),
    ...(sent !== undefined && { cookie: `${effect.thread.name}=${shortValue(sent.value)}` }),
    ...(line !== undefined && { setCookie: setCookieText(line) }),
    output: outputSaid(row),
  };
}

/** Why the server could answer the second request with what it knew, or what to do to see it. */
export function whyAnswer(pair: WhyPair | undefined): Phrase {
  if (pair === undefined) return phrase('lessonWhyPairNone');
  if (pair.second === undefined) return phrase('lessonWhyPairOne', pair.first.number);
  return phrase('lessonWhyPairBoth', pair.first.number, pair.second.number, code('Cookie'));
}
