import { isSessionRole } from '../../../cookies/names/cookie-role.ts';
import { noValueIn } from '../../model/no-value.ts';
import { knownCookie } from '../../model/recognise.ts';
import type { Thread } from '../../model/session.ts';
import { code } from '../../words/phrase.ts';
import type { Cause, FoundFinding } from '../cause.ts';
import { inTime, turnedAway } from '../evidence-of.ts';
import { isAccepted, type Moment, type SiteView } from '../site-view.ts';
import { standInThread } from './helpers.ts';

// A session's cookie that holds `undefined` or the like: whatever wrote it had no value at hand.

/** Names by which a cookie says that it proves a sign-in. */
const NAMES_A_SESSION = /(?:^|[._-])(?:auth|jwt|sess|session|sessionid|sid|token|access|refresh)(?:$|[._-])|token$/i;

function isSession(name: string, value: string): boolean {
  const known = knownCookie(name, value);
  if (/csrf|xsrf/i.test(name)) return false;
  return known === undefined ? NAMES_A_SESSION.test(name) : isSessionRole(known.role);
}

/** The cookie of a request, or of a line of its answer, that holds no value. */
interface Written {
  readonly moment: Moment;
  readonly name: string;
  readonly text: string;
  readonly isSet: boolean;
}

function writtenIn(moment: Moment): Written[] {
  const { setCookies, cookies } = moment.entry;
  const lines = setCookies.flatMap(({ identity, value, intent }) =>
    intent === 'set' ? [{ name: identity.name, value, isSet: true }] : [],
  );
  return [...cookies.map(({ name, value }) => ({ name, value, isSet: false })), ...lines].flatMap(
    ({ name, value, isSet }) => {
      const text = noValueIn(value);
      return text !== undefined && isSession(name, value) ? [{ moment, name, text, isSet }] : [];
    },
  );
}

function threadOf(view: SiteView, name: string): Thread {
  const known = [...view.threads, ...view.companions].find(({ thread }) => thread.name === name);
  return known?.thread ?? { ...standInThread(view), name, sessions: [], entries: [] };
}

/** True where a request that carried the text was answered by another cookie's session: then the text does no harm. */
function doesNoHarm(view: SiteView, { name, text }: Written): boolean {
  return view.threads.some(
    ({ thread, moments }) =>
      thread.name !== name &&
      moments.some(
        (moment) =>
          isAccepted(moment) &&
          moment.entry.cookies.some((each) => each.name === name && noValueIn(each.value) === text),
      ),
  );
}

/** The last request that carried the text and was turned away. */
function refusedWith(view: SiteView, { name, text }: Written): Moment | undefined {
  return view.moments.findLast(
    ({ denied, entry }) => denied && entry.cookies.some((each) => each.name === name && noValueIn(each.value) === text),
  );
}

function findingOf(view: SiteView, written: Written): FoundFinding {
  const { moment, name, text, isSet } = written;
  const refused = doesNoHarm(view, written) ? undefined : refusedWith(view, written);
  return {
    ...(!isSet && { variant: 'sent' }),
    kind: refused === undefined ? 'hint' : 'loss',
    certainty: 'observed',
    time: (refused ?? moment).answered,
    thread: threadOf(view, name),
    params: { cookie: code(name), step: moment.entry.step, text: code(text) },
    evidence: inTime([
      refused === moment ? undefined : { entry: moment.entry, code: isSet ? 'set' : 'sent-cookie' },
      refused === undefined ? undefined : turnedAway(refused),
    ]),
    remedy: 'find-empty-value',
  };
}

export const noValue = {
  code: 'no-value',
  rank: 96,
  words: {
    title: 'findingNoValue',
    args: ['cookie', 'step', 'text'],
    variants: { sent: { title: 'findingNoValueSent' } },
  },
  find(view) {
    const first = new Map<string, Written>();
    for (const moment of view.moments)
      for (const written of writtenIn(moment)) {
        if (!first.has(written.name)) first.set(written.name, written);
      }
    // What got a value later was mended by its writer, and a cookie that is gone does no harm.
    return [...first.values()].filter((written) => isStillThere(view, written)).map((one) => findingOf(view, one));
  },
} as const satisfies Cause;

function isStillThere(view: SiteView, { moment, name }: Written): boolean {
  const later = view.moments.flatMap(({ index, entry }) =>
    index < moment.index
      ? []
      : [
          ...entry.cookies.filter((each) => each.name === name).map(({ value }) => value),
          ...entry.setCookies.filter(({ identity }) => identity.name === name).map(({ value }) => value),
        ],
  );
  const last = later.at(-1);
  return last !== undefined && noValueIn(last) !== undefined;
}
