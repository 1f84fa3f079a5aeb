import type { BrowserCookie } from '../../../cookies/browser-cookie.ts';
import { bareDomain } from '../../../cookies/domain-match.ts';
import { isCallback } from '../../model/answer-class.ts';
import type { RequestEntry } from '../../model/entry.ts';
import { code } from '../../words/phrase.ts';
import type { Cause, FoundFinding } from '../cause.ts';
import { inTime } from '../evidence-of.ts';
import { showsKnown, type ThreadMoment, type ThreadView } from '../site-view.ts';
import { isStateRole } from './helpers.ts';

// Another cookie of the same name stands before the session's.

/** Requests that carried two cookies of the thread's name with two values; of a sign-in's state, only a way back that was refused. */
function twins({ thread, moments }: ThreadView): ThreadMoment[] {
  const isState = isStateRole(thread.role);
  return moments.filter(
    ({ entry, denied }) =>
      entry.cookies.length > 1 &&
      (!isState || (denied && isCallback(entry))) &&
      new Set(entry.cookies.filter(({ name }) => name === thread.name).map(({ value }) => value)).size > 1,
  );
}

/** Its values of a thread's cookie, in their order. */
const valuesIn = ({ cookies }: RequestEntry, { thread }: ThreadView): string =>
  JSON.stringify(cookies.filter(({ name }) => name === thread.name).map(({ value }) => value));

/** True where the same two had gone along with a request that showed who is in, or with this one: the right one was read. */
function isReadRight(tracked: ThreadView, all: readonly ThreadMoment[], last: ThreadMoment): boolean {
  const values = valuesIn(last.entry, tracked);
  return all.some((each) => each.index <= last.index && showsKnown(each) && valuesIn(each.entry, tracked) === values);
}

/** The cookie that stands first of those with this one's name. */
function firstOf(entry: RequestEntry, hidden: BrowserCookie): BrowserCookie | undefined {
  const by = entry.retrieval
    .find(({ cookie }) => cookie === hidden)
    ?.predicted.warnings.find(({ code: warning }) => warning === 'shadowed')?.params;
  const [path, domain] = [by?.['path'], by?.['domain']];
  return typeof path === 'string' && typeof domain === 'string'
    ? { ...hidden, path, domain, hostOnly: !domain.startsWith('.') }
    : undefined;
}

/** In what two cookies of one name that go along together differ: in their Path, or in their Domain. */
function variantOfTwins(entry: RequestEntry, hidden: BrowserCookie): 'path' | 'domain' {
  const first = firstOf(entry, hidden);
  return first !== undefined && first.path === hidden.path ? 'domain' : 'path';
}

/** Of two cookies of one name that of the whole domain; of two such, that of the larger one. */
function wideOne(entry: RequestEntry, hidden: BrowserCookie): BrowserCookie | undefined {
  return [firstOf(entry, hidden), hidden]
    .filter((cookie) => cookie !== undefined && !cookie.hostOnly)
    .sort((a, b) => (a?.domain.length ?? 0) - (b?.domain.length ?? 0))[0];
}

export const shadowed = {
  code: 'shadowed',
  rank: 66,
  words: {
    title: 'findingShadowed',
    args: ['cookie', 'step'],
    variants: {
      path: { title: 'findingShadowedPath', args: ['cookie', 'step', 'path'] },
      domain: { title: 'findingShadowedDomain', args: ['cookie', 'step', 'domain', 'host'] },
    },
  },
  find(view) {
    const found: FoundFinding[] = [];
    const states = view.companions.filter(({ thread }) => isStateRole(thread.role));
    for (const tracked of [...view.threads, ...states]) {
      const { thread } = tracked;
      const all = twins(tracked);
      const last = all.findLast((moment) => moment.denied || moment.effect.action === 'replaced') ?? all.at(-1);
      if (last === undefined) continue;
      const isLoss = last.denied || last.effect.action === 'replaced';
      const hidden = last.entry.retrieval.find(
        ({ cookie, predicted }) =>
          cookie.name === thread.name && predicted.warnings.some(({ code: warning }) => warning === 'shadowed'),
      );
      const variant = hidden === undefined ? undefined : variantOfTwins(last.entry, hidden.cookie);
      const wide = hidden === undefined ? undefined : wideOne(last.entry, hidden.cookie);
      // Twins of one host come of a Domain that was added or dropped; a parent's is another application's.
      const isParents = variant === 'domain' && wide !== undefined && bareDomain(wide.domain) !== last.entry.host;
      found.push({
        ...(variant !== undefined && { variant }),
        kind: isReadRight(tracked, all, last) ? 'hint' : isLoss ? 'loss' : 'fault',
        certainty: 'observed',
        time: last.answered,
        thread,
        ...(last.effect.before !== undefined && { session: last.effect.before }),
        params: {
          cookie: code(thread.name),
          step: last.entry.step,
          times: all.length,
          path: code(hidden?.cookie.path ?? '/'),
          domain: code(bareDomain(wide?.domain ?? '')),
          host: code(last.entry.host),
        },
        evidence: inTime([{ entry: last.entry, code: 'sent-twice' }]),
        remedy: isParents ? 'one-domain' : 'clear-twin',
      });
    }
    return found;
  },
} as const satisfies Cause;
