import { findLineFaults, joinedParts } from '../../../cookies/joined-lines.ts';
import { isSessionRole } from '../../../cookies/names/cookie-role.ts';
import { parseCookieHeader } from '../../../cookies/parse-cookie-header.ts';
import type { SetCookieEntry } from '../../model/entry.ts';
import { knownCookie } from '../../model/recognise.ts';
import type { Thread } from '../../model/session.ts';
import { readValue } from '../../model/session-value.ts';
import { code } from '../../words/phrase.ts';
import type { Cause, FoundFinding } from '../cause.ts';
import { effectOf, inTime, turnedAway } from '../evidence-of.ts';
import type { SiteView } from '../site-view.ts';

// Set-Cookie lines that something on the way joined or split: the header may stand in several lines, never in one.

/** The cookies that stand behind a comma in one line. */
function cookiesBehindCommas(raw: string): { readonly name: string; readonly value: string }[] {
  return joinedParts(raw)
    .slice(1)
    .flatMap((part) => parseCookieHeader(part.split(';', 1)[0] ?? ''));
}

function isSession({ name, value }: { readonly name: string; readonly value: string }): boolean {
  const known = knownCookie(name, value);
  if (known !== undefined && known.certainty !== 'vague') return isSessionRole(known.role);
  return readValue(value).proves;
}

function lostIn(line: SetCookieEntry): string[] {
  return cookiesBehindCommas(line.raw)
    .filter(isSession)
    .map(({ name }) => name);
}

/** A stand-in for the thread that never came to be: its cookie was lost on the way. */
function lostThread(view: SiteView, name: string): Thread {
  return {
    key: `${view.storeId} ${view.site} ${name}`,
    site: view.site,
    storeId: view.storeId,
    name,
    sessions: [],
    entries: [],
    trust: 0,
    why: 'known-name',
    role: 'session',
  };
}

export const joinedLines = {
  code: 'joined-lines',
  rank: 82,
  words: { title: 'findingJoinedLines', args: ['cookie', 'step', 'first'] },
  find(view) {
    const found: FoundFinding[] = [];
    for (const moment of view.moments) {
      for (const line of moment.entry.setCookies) {
        const lost = lostIn(line);
        const [name] = lost;
        if (name === undefined) continue;
        const effect = effectOf(view, moment);
        found.push({
          kind: 'loss',
          certainty: effect === undefined ? 'predicted' : 'confirmed',
          time: effect?.answered ?? moment.answered,
          thread: view.threads.find(({ thread }) => thread.name === name)?.thread ?? lostThread(view, name),
          params: {
            cookie: code(lost.join(', ')),
            step: moment.entry.step,
            first: code(line.identity.name),
          },
          evidence: inTime([{ entry: moment.entry, code: 'not-kept' }, effect && turnedAway(effect)]),
          remedy: 'one-line-each',
        });
      }
    }
    return found;
  },
} as const satisfies Cause;

export const splitLine = {
  code: 'split-line',
  rank: 82,
  words: { title: 'findingSplitLine', args: ['cookie', 'step'] },
  find(view) {
    const found: FoundFinding[] = [];
    for (const moment of view.moments) {
      const lines = moment.entry.setCookies;
      for (const fault of findLineFaults(lines.map(({ raw }) => raw))) {
        const line = lines[fault.line];
        if (fault.code !== 'split-at-comma' || line === undefined) continue;
        const tracked = view.threads.find(({ thread }) => thread.name === line.identity.name);
        if (tracked === undefined) continue;
        found.push({
          kind: 'fault',
          certainty: 'observed',
          time: moment.answered,
          thread: tracked.thread,
          params: { cookie: code(line.identity.name), step: moment.entry.step },
          evidence: inTime([{ entry: moment.entry, code: 'set' }]),
          remedy: 'one-line-each',
        });
      }
    }
    return found;
  },
} as const satisfies Cause;
