import { bareDomain } from '../../cookies/domain-match.ts';
import type { RequestEntry, SessionStep, SetCookieEntry } from '../model/entry.ts';
import type { Thread } from '../model/session.ts';
import { setCookieVerdict } from '../verdicts/set-cookie-verdict.ts';
import type { Trouble, TroubleCode } from './trouble.ts';

/** Finds one trouble on a thread; undefined where there is none. */
type Recogniser = (thread: Thread) => Omit<Trouble, 'code' | 'thread'> | undefined;

/** How often in a row a thing must happen to be a habit of the server and no accident. */
const HABIT = 3;

function stepOf(entry: RequestEntry, thread: Thread): SessionStep | undefined {
  return entry.steps.find((step) => step.thread === thread);
}

function entriesWith(thread: Thread, action: SessionStep['action']): RequestEntry[] {
  return thread.entries.filter((entry) => stepOf(entry, thread)?.action === action);
}

/** The lines of an entry that write the thread's cookie. */
function linesOf(entry: RequestEntry, thread: Thread): SetCookieEntry[] {
  return entry.setCookies.filter((line) => line.identity.name === thread.name);
}

/** The reason that most of these entries have in common, and those that have it. */
function commonest(
  entries: readonly RequestEntry[],
  reasonsOf: (entry: RequestEntry) => readonly { readonly code: string }[],
): { reason: string; entries: RequestEntry[] } {
  const byReason = new Map<string, RequestEntry[]>();
  for (const entry of entries) {
    for (const { code } of reasonsOf(entry)) byReason.set(code, [...(byReason.get(code) ?? []), entry]);
  }
  const [found] = [...byReason].sort(([, a], [, b]) => b.length - a.length);
  return found === undefined ? { reason: '', entries: [...entries] } : { reason: found[0], entries: found[1] };
}

/** The server sets it and the browser refuses it: no request ever carries it. */
const neverKept: Recogniser = (thread) => {
  const refused = entriesWith(thread, 'refused');
  const carried = thread.entries.some((entry) => stepOf(entry, thread)?.before !== undefined);
  if (refused.length === 0 || carried) return undefined;
  const { reason, entries } = commonest(refused, (entry) =>
    linesOf(entry, thread).flatMap((line) => setCookieVerdict(line).reasons),
  );
  return { entries, params: { reason, times: refused.length } };
};

/** The browser keeps it and never sends it back, though requests went where it belongs. */
const neverSent: Recogniser = (thread) => {
  const created = entriesWith(thread, 'created');
  const carried = thread.entries.some((entry) => stepOf(entry, thread)?.before !== undefined);
  const withheld = thread.entries.filter((entry) => stepOf(entry, thread)?.withheld !== undefined);
  const [first] = created;
  if (first === undefined || carried || withheld.length === 0) return undefined;
  const { reason, entries } = commonest(withheld, (entry) => stepOf(entry, thread)?.withheld?.predicted.reasons ?? []);
  return { entries: [...entries, first], params: { reason, times: withheld.length } };
};

/** Two cookies of one name go along; the server reads the first and the other one is the session, or was. */
const shadowed: Recogniser = (thread) => {
  const twice = thread.entries.filter((entry) => entry.cookies.filter(({ name }) => name === thread.name).length > 1);
  const [first] = twice;
  if (first === undefined) return undefined;
  const hidden = first.retrieval.find(
    ({ cookie, predicted }) =>
      cookie.name === thread.name && predicted.warnings.some(({ code }) => code === 'shadowed'),
  );
  return {
    entries: twice,
    params: {
      times: twice.length,
      ...(hidden !== undefined && { path: hidden.cookie.path, domain: bareDomain(hidden.cookie.domain) }),
    },
  };
};

/** Requests that left before the first answer came each got a session of their own; the last one won. */
const parallelFirst: Recogniser = (thread) => {
  const created = entriesWith(thread, 'created');
  for (const [at, first] of created.entries()) {
    const answered = first.respondedAt ?? first.startedDateTime;
    const crossing = created.slice(at + 1).filter((entry) => entry.startedDateTime <= answered);
    if (crossing.length === 0) continue;
    const entries = [first, ...crossing];
    const lost = entries.filter((entry) => stepOf(entry, thread)?.after?.end?.cause === 'overwritten').length;
    if (lost > 0) return { entries, params: { sessions: entries.length, lost } };
  }
  return undefined;
};

/** The id is sent each time and the server answers each time with a new one. */
const replacedEachTime: Recogniser = (thread) => {
  let run: RequestEntry[] = [];
  for (const entry of thread.entries) {
    const action = stepOf(entry, thread)?.action;
    if (action === 'replaced') run.push(entry);
    else if (action === 'resumed') run = [];
    if (run.length >= HABIT) return { entries: run, params: { times: run.length } };
  }
  return undefined;
};

/** The page is https, the session's cookie has no Secure: a proxy ends TLS and the server does not know. */
const secureMissing: Recogniser = (thread) => {
  const entries = thread.entries.filter(
    (entry) =>
      entry.url.startsWith('https:') &&
      linesOf(entry, thread).some((line) => !line.parsed.secure && line.predicted.outcome === 'stored'),
  );
  return entries.length === 0 ? undefined : { entries, params: { times: entries.length } };
};

/** The cookie has Secure and came over plain http: the browser refuses it. */
const secureOnHttp: Recogniser = (thread) => {
  const entries = thread.entries.filter((entry) =>
    linesOf(entry, thread).some((line) => {
      const verdict = setCookieVerdict(line);
      return verdict.outcome === 'refused' && verdict.reasons.some(({ code }) => code === 'secure-on-insecure-origin');
    }),
  );
  return entries.length === 0 ? undefined : { entries, params: { times: entries.length } };
};

/** Paths at which people sign in. */
const LOGIN_PATH = /(?:^|[/_-])(?:log-?in|sign-?in|logon|authenticate|session|sessions)(?:$|[/_.?-])/i;

/** A sign-in that was answered by a redirect elsewhere and left the id as it was: open to session fixation. */
const sameIdAfterLogin: Recogniser = (thread) => {
  const entries = thread.entries.filter((entry) => {
    if (entry.method !== 'POST' || entry.status === undefined || entry.status < 300 || entry.status > 399) return false;
    if (!URL.canParse(entry.url) || !LOGIN_PATH.test(new URL(entry.url).pathname)) return false;
    const location = entry.responseHeaders.find(([name]) => name === 'location')?.[1] ?? '';
    return !LOGIN_PATH.test(location.split('?')[0] ?? '') && stepOf(entry, thread)?.action === 'resumed';
  });
  const path = entries[0] === undefined ? '' : new URL(entries[0].url).pathname;
  return entries.length === 0 ? undefined : { entries, params: { path } };
};

/** A link from another site opened the page without its SameSite=Strict cookie: the user seems logged out. */
const strictAfterLink: Recogniser = (thread) => {
  const entries = thread.entries.filter(
    (entry) =>
      entry.type === 'main_frame' &&
      stepOf(entry, thread)?.withheld?.predicted.reasons.some(({ code }) => code === 'samesite-strict') === true,
  );
  const from = entries[0]?.initiator ?? '';
  return entries.length === 0 ? undefined : { entries, params: { from } };
};

/** The server clears a cookie of the session's name under another path or domain: the session's own stays. */
const clearedElsewhere: Recogniser = (thread) => {
  const entries = thread.entries.filter((entry) => {
    const step = stepOf(entry, thread);
    if (step?.before === undefined || step.action === 'ended') return false;
    return linesOf(entry, thread).some((line) => line.predicted.outcome === 'deletion' && line.observed === undefined);
  });
  const line = entries[0] === undefined ? undefined : linesOf(entries[0], thread)[0];
  if (entries.length === 0 || line === undefined) return undefined;
  return { entries, params: { path: line.identity.path, domain: bareDomain(line.identity.domain) } };
};

/** Every trouble that is known, the gravest first. */
export const RECOGNISERS: Readonly<Record<TroubleCode, Recogniser>> = {
  'never-kept': neverKept,
  'never-sent': neverSent,
  'replaced-each-time': replacedEachTime,
  'parallel-first': parallelFirst,
  shadowed,
  'secure-on-http': secureOnHttp,
  'strict-after-link': strictAfterLink,
  'cleared-elsewhere': clearedElsewhere,
  'same-id-after-login': sameIdAfterLogin,
  'secure-missing': secureMissing,
};
