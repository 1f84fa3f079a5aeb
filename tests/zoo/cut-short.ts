import type { BrowserCookie } from '../../extension/cookies/browser-cookie.ts';
import { identityKey } from '../../extension/cookies/cookie-identity.ts';
import type { TraceEvent } from '../../extension/trace/model/event.ts';
import { withoutJar } from './run-in-node.ts';

// A visit whose recording began later: what came before is not known, and nothing false may be concluded from that.

/** Where the request after the first `requests` ones stands; undefined where there are no more. */
function cutAt(events: readonly TraceEvent[], requests: number): number | undefined {
  let seen = 0;
  const at = events.findIndex(({ kind }) => kind === 'request' && ++seen > requests);
  return at === -1 ? undefined : at;
}

/** The jar as the browser showed it by then. */
function jarAfter(events: readonly TraceEvent[]): BrowserCookie[] {
  const jar = new Map<string, BrowserCookie>();
  for (const event of events) {
    if (event.kind === 'jar') for (const cookie of event.cookies) jar.set(identityKey(cookie), cookie);
    if (event.kind !== 'cookie-changed') continue;
    if (event.removed) jar.delete(identityKey(event.cookie));
    else jar.set(identityKey(event.cookie), event.cookie);
  }
  return [...jar.values()];
}

function suffixesIn(events: readonly TraceEvent[]): Readonly<Record<string, string>> {
  return Object.assign({}, ...events.map((event) => ('suffixes' in event ? (event.suffixes ?? {}) : {})));
}

/** What a recording, and a HAR, hold that began after so many requests; undefined where nothing is left. */
export function beganAfter(
  events: readonly TraceEvent[],
  requests: number,
): { readonly recording: readonly TraceEvent[]; readonly file: readonly TraceEvent[] } | undefined {
  const at = cutAt(events, requests);
  const started = events.find(({ kind }) => kind === 'started');
  const time = events[at ?? 0]?.time;
  if (at === undefined || started === undefined || time === undefined) return undefined;
  const rest = events.slice(at);
  const before = events.slice(0, at);
  const jar = { kind: 'jar', n: 0, time, cookies: jarAfter(before), suffixes: suffixesIn(events) } as const;
  const numbered = (list: readonly TraceEvent[]): TraceEvent[] =>
    list.map((event, index) => ({ ...event, n: index + 1 }));
  return {
    recording: numbered([{ ...started, time }, jar, ...rest]),
    file: numbered(withoutJar([{ ...started, time }, ...rest])),
  };
}
