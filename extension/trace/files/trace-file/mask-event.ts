import type { Header, TraceEvent } from '../../model/event.ts';
import type { Masker } from '../mask.ts';

type MaskText = (masker: Masker, value: string) => string;

/** How each header hides its secrets; the others are treated as text. */
const HEADERS: Readonly<Record<string, MaskText>> = {
  cookie: (masker, value) => masker.cookieHeader(value),
  'set-cookie': (masker, value) => masker.setCookie(value),
  location: (masker, value) => masker.url(value),
  referer: (masker, value) => masker.url(value),
  origin: (masker, value) => masker.url(value),
  // The path of a registration is no secret; ids, challenges and authorizations are hidden.
  'secure-session-registration': maskStrings,
  'secure-session-challenge': maskStrings,
  'sec-secure-session-id': maskStrings,
  'secure-session-skipped': maskStrings,
  authorization: () => '...',
  'proxy-authorization': () => '...',
};

/** Hides the strings of a structured field (RFC 9651 §3.3.3), but for the parameter `path`. */
function maskStrings(masker: Masker, value: string): string {
  return value.replace(/(path=)?"((?:[^"\\]|\\.)*)"/gi, (all, path: string | undefined, text: string) =>
    path === undefined ? `"${masker.value(text)}"` : all,
  );
}

export function maskHeader(masker: Masker, [name, value]: Header): Header {
  const mask = Object.hasOwn(HEADERS, name) ? HEADERS[name] : undefined;
  return [name, mask === undefined ? masker.text(value) : mask(masker, value)];
}

/** An event with its secrets hidden. Names, times, hosts, counts and everything else that tells the story stay. */
export function maskEvent(masker: Masker, event: TraceEvent): TraceEvent {
  const headers = (list: readonly Header[]): Header[] => list.map((header) => maskHeader(masker, header));
  const asker = (from: { readonly initiator?: string }): { readonly initiator?: string } =>
    from.initiator === undefined ? {} : { initiator: masker.url(from.initiator) };
  switch (event.kind) {
    case 'request':
      return {
        ...event,
        url: masker.url(event.url),
        ...asker(event),
        ...(event.topUrl !== undefined && { topUrl: masker.url(event.topUrl) }),
        ...(event.ancestors !== undefined && { ancestors: event.ancestors.map((url) => masker.url(url)) }),
        headers: headers(event.headers),
      };
    case 'response':
      return { ...event, url: masker.url(event.url), ...asker(event), headers: headers(event.headers) };
    case 'completed':
    case 'failed':
      return { ...event, url: masker.url(event.url), ...asker(event) };
    case 'cookie-changed':
      return { ...event, cookie: { ...event.cookie, value: masker.value(event.cookie.value) } };
    case 'jar':
      return { ...event, cookies: event.cookies.map((cookie) => ({ ...cookie, value: masker.value(cookie.value) })) };
    case 'count':
      return { ...event, url: masker.url(event.url), text: masker.text(event.text) };
    case 'navigation':
      return { ...event, url: masker.url(event.url) };
    case 'user-change':
    case 'started':
    case 'recording':
    case 'dropped':
    case 'lost':
    case 'permission':
      return event;
  }
}
