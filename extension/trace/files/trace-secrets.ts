import { parseCookieHeader } from '../../cookies/parse-cookie-header.ts';
import type { TraceEvent } from '../model/event.ts';
import { readValue } from '../model/session-value.ts';
import type { Trace } from '../model/trace.ts';
import { createMasker, type Masker } from './mask.ts';

/** The value of a set-cookie-string's cookie-pair; empty where there is none. */
function valueOfLine(line: string): string {
  const pair = line.split(';', 1)[0] ?? '';
  return pair.slice(pair.indexOf('=') + 1).trim();
}

function* valuesOf(event: TraceEvent): Generator<string> {
  switch (event.kind) {
    case 'request':
      for (const [name, value] of event.headers) {
        if (name === 'cookie') for (const pair of parseCookieHeader(value)) yield pair.value;
      }
      return;
    case 'response':
      for (const [name, value] of event.headers) if (name === 'set-cookie') yield valueOfLine(value);
      return;
    case 'cookie-changed':
      yield event.cookie.value;
      return;
    case 'jar':
      for (const cookie of event.cookies) yield cookie.value;
      return;
    case 'completed':
    case 'failed':
    case 'user-change':
    case 'count':
    case 'navigation':
    case 'started':
    case 'recording':
    case 'dropped':
    case 'lost':
    case 'permission':
      return;
  }
}

/** A masker for a log: it knows every cookie value in it before the first line is written. */
export function maskerOfEvents(events: Iterable<TraceEvent>): Masker {
  const values = new Set<string>();
  const ids = new Set<string>();
  for (const event of events) {
    for (const value of valuesOf(event)) {
      values.add(value);
      const { id } = readValue(value);
      if (id !== value) ids.add(id);
    }
  }
  return createMasker({ ids, values });
}

/** A masker for a folded trace. Its labels count the sessions first: session 1's id has label 1. */
export function maskerOfTrace(trace: Trace): Masker {
  const values = new Set<string>();
  for (const session of trace.sessions) values.add(session.value);
  for (const entry of trace.entries) {
    for (const pair of entry.cookies) values.add(pair.value);
    for (const line of entry.setCookies) values.add(valueOfLine(line.raw));
  }
  for (const { cookie } of trace.jar.values()) values.add(cookie.value);
  return createMasker({ ids: trace.sessions.map((session) => session.id), values });
}
