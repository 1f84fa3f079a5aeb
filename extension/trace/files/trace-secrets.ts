import { parseCookieHeader } from '../../cookies/parse-cookie-header.ts';
import type { TraceEvent } from '../model/event.ts';
import type { Trace } from '../model/trace.ts';
import { createMasker, type KnownSecrets, type Masker } from './mask.ts';
import { maskCookie, maskEvent, maskHeader } from './trace-file/mask-event.ts';

/**
 * A masker that knows every secret of a trace before the first line is written: a value is hidden wherever it stands,
 * also before its cookie is first seen. Its labels count the sessions first: session 1's id has label 1. Made of the
 * same trace and events, every masker gives the same labels.
 *
 * @param events the log that the trace was folded from; what left the trace again stands there alone
 */
export function maskerOfTrace(trace: Trace, events?: Iterable<TraceEvent>): Masker {
  const masker = createMasker(secretsOf(trace));
  if (events === undefined) learnTrace(masker, trace);
  else learnEvents(masker, events);
  return masker;
}

/** The same for a log that nobody folded: its labels count the secrets as they come. */
export function maskerOfEvents(events: Iterable<TraceEvent>): Masker {
  const masker = createMasker();
  learnEvents(masker, events);
  return masker;
}

function learnEvents(masker: Masker, events: Iterable<TraceEvent>): void {
  for (const event of events) maskEvent(masker, event);
}

function secretsOf({ entries, sessions, threads, companions }: Trace): KnownSecrets {
  const followed = [...threads.values(), ...companions.values()];
  const beside = [...companions.values()].flatMap((thread) => thread.sessions);
  return {
    ids: [...sessions, ...beside].map(({ id }) => id),
    values: [...sessions, ...beside].map(({ value }) => value),
    sessionNames: followed.map(({ name }) => name),
    countHeaders: entries.flatMap(({ counts }) =>
      counts.flatMap(({ source, from }) => (source === 'header' ? [from] : [])),
    ),
  };
}

/** Meets everything of a trace that can hold a secret, where its log is not at hand. */
function learnTrace(masker: Masker, trace: Trace): void {
  for (const entry of trace.entries) {
    const urls = [
      entry.url,
      entry.initiator,
      entry.topUrl,
      ...(entry.ancestors ?? []),
      ...(entry.redirectedFrom ?? []),
    ];
    for (const url of urls) if (url !== undefined) masker.url(url);
    for (const header of [...entry.requestHeaders, ...entry.responseHeaders]) maskHeader(masker, header);
    for (const pair of parseCookieHeader(entry.cookieHeader ?? '')) masker.name(pair.name);
    for (const { observed, identity } of entry.setCookies) {
      masker.name(identity.name);
      if (observed !== undefined) maskCookie(masker, observed.cookie);
    }
    for (const { cookie } of entry.retrieval) maskCookie(masker, cookie);
    masker.host(entry.host);
    masker.host(entry.site);
  }
  for (const { cookie } of trace.jar.values()) maskCookie(masker, cookie);
  for (const { event } of trace.elsewhere) maskCookie(masker, event.cookie);
  for (const { end } of trace.sessions) if (end?.cookie !== undefined) maskCookie(masker, end.cookie);
}
