import { answerOfPage } from '../findings/answer.ts';
import { type AnswerSummary, summariseAnswer } from '../findings/answer-summary.ts';
import { atOnce } from '../findings/pausing.ts';
import type { RequestEntry } from '../model/entry.ts';
import type { SessionLabel } from '../model/session.ts';
import type { Trace } from '../model/trace.ts';
import type { Phrase } from '../words/phrase.ts';
import { actionPhrase } from './action-words.ts';
import { type EntryFacts, entryFacts } from './entry-facts.ts';
import { sentenceOf } from './entry-sentence.ts';
import type { EntryState } from './entry-state.ts';
import { newestEntry } from './newest-entry.ts';
import { effectIn, type Scope, scopeOfSite } from './scope.ts';

/** What a small view shows of one site, as plain data: it can be sent from one context to another. */
export interface SiteSummary {
  readonly recording: boolean;
  /** The cookie that is followed there; absent where none was recognised. */
  readonly cookie?: { readonly name: string; readonly storeId: string };
  /** The newest sessions, with the cookie value last seen of each, so that a held cookie can be recognised. */
  readonly sessions: readonly (SessionLabel & { readonly value: string })[];
  /** The answer to "why was I logged out?". */
  readonly answer: AnswerSummary;
  /** What the newest entry that matters did. */
  readonly newest?: Phrase;
  /** The last entries that touched the session, oldest first. */
  readonly last: readonly LastEntry[];
}

/** One of the last entries, in words. */
export interface LastEntry {
  readonly id: number;
  readonly step: number;
  readonly method: string;
  /** Without its query, which may be long. */
  readonly path: string;
  /** Whether the answer speaks of it. */
  readonly inAnswer?: true;
  /** ms since 1970. */
  readonly startedDateTime: number;
  readonly state: EntryState;
  readonly action: Phrase;
  readonly session?: SessionLabel;
  readonly count?: number;
}

const entriesShown = 5;
const evidenceShown = 3;
const longestPath = 200;
const sessionsKnown = 20;
// The last entries of a site are near the end, or too long ago to be news.
const reach = 2_000;

/** Sums up what a trace knows of a site, in the cookie store of the tab where that is known. */
export function summariseSite(trace: Trace, site: string, tabStore?: string): SiteSummary {
  const scope = scopeOfSite(trace, site, tabStore);
  const { thread } = scope;
  const isHere = ({ entry }: { readonly entry: RequestEntry }): boolean =>
    entry.site === site && (tabStore ?? entry.storeId) === entry.storeId;
  const rows = trace.rows.slice(-reach).filter((row) => row.kind === 'entry' && isHere(row));
  const entries = rows.flatMap((row) => (row.kind === 'entry' ? [row.entry] : []));
  const newest = newestEntry(rows, scope)?.entry;
  const storeId = tabStore ?? thread?.storeId ?? rows.findLast((row) => row.kind === 'entry')?.entry.storeId ?? '';
  const answer = summariseAnswer(atOnce(answerOfPage({ trace }, { site, storeId })));
  return {
    recording: trace.recording,
    answer,
    ...(thread !== undefined && { cookie: { name: thread.name, storeId: thread.storeId } }),
    sessions: (thread?.sessions ?? []).slice(-sessionsKnown).map(({ number, id, value }) => ({ number, id, value })),
    ...(newest !== undefined && { newest: sentenceOf(entryFacts(newest, effectIn(scope, newest))).lead }),
    last: lastEntries(entries, scope, answer),
  };
}

/** The last entries that touched the session, and before them those that the answer speaks of: what it says can be seen. */
function lastEntries(entries: readonly RequestEntry[], scope: Scope, { steps }: AnswerSummary): LastEntry[] {
  const last: LastEntry[] = [];
  let others = 0;
  for (let i = entries.length - 1; i >= 0 && last.length < entriesShown + evidenceShown; i--) {
    const entry = entries[i];
    if (entry === undefined) continue;
    const effect = effectIn(scope, entry);
    const inAnswer = steps.includes(entry.step);
    if (!inAnswer && (effect === undefined || others === entriesShown)) continue;
    if (!inAnswer) others += 1;
    last.unshift(lastEntry(entry, entryFacts(entry, effect), inAnswer));
  }
  return last;
}

function lastEntry(entry: RequestEntry, facts: EntryFacts, inAnswer: boolean): LastEntry {
  const { id, startedDateTime, state, count } = facts;
  const session = facts.after ?? facts.before;
  return {
    id,
    step: entry.step,
    method: entry.method,
    path: (URL.canParse(entry.url) ? new URL(entry.url).pathname : entry.url).slice(0, longestPath),
    ...(inAnswer && { inAnswer: true as const }),
    startedDateTime,
    state,
    action: actionPhrase(facts),
    ...(session !== undefined && { session }),
    ...(count !== undefined && { count }),
  };
}
