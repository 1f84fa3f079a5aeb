import { isSessionId, type SessionId, type SessionKey, sessionKey } from './session-id.ts';

/** The attributes of the session cookie (RFC 6265bis section 4.1.2). `undefined` means that the attribute is not sent. */
export type CookieSettings = {
  readonly name: string;
  readonly path: string;
  readonly domain?: string | undefined;
  readonly secure: boolean;
  readonly httpOnly: boolean;
  readonly sameSite?: 'Strict' | 'Lax' | 'None' | undefined;
  readonly partitioned: boolean;
  /** Seconds for Max-Age; without it the cookie ends with the browser. */
  readonly maxAge?: number | undefined;
};

/** What the request's Cookie header says about the session. */
export type SentSession =
  | { readonly kind: 'id'; readonly id: SessionId; readonly key: SessionKey }
  | { readonly kind: 'none' | 'malformed' | 'sent-twice' };

const NONE: SentSession = { kind: 'none' };
const MALFORMED: SentSession = { kind: 'malformed' };
const SENT_TWICE: SentSession = { kind: 'sent-twice' };

/**
 * Reads the session id out of a Cookie header. Two cookies of the name are no id at all: one of them may have been
 * planted by a sibling host or on a longer path, and nothing in the header says which is ours.
 * Linear in the header's length, whatever it holds.
 */
export function readSentSession(header: string | undefined, name: string): SentSession {
  if (header === undefined || header === '') return NONE;
  let found: string | undefined;
  let from = 0;
  while (from < header.length) {
    let to = header.indexOf(';', from);
    if (to === -1) to = header.length;
    while (header.charCodeAt(from) === 0x20) from += 1;
    if (header.startsWith(name, from) && header.charCodeAt(from + name.length) === 0x3d) {
      if (found !== undefined) return SENT_TWICE;
      found = header.slice(from + name.length + 1, to).trimEnd();
    }
    from = to + 1;
  }
  if (found === undefined) return NONE;
  return isSessionId(found) ? { kind: 'id', id: found, key: sessionKey(found) } : MALFORMED;
}

/** The attributes of the set-cookie-string, made once: `cookieSetter(settings)(id)` is then one concatenation. */
export function cookieSetter(settings: CookieSettings): (id: SessionId) => string {
  const attributes = cookieAttributes(settings);
  return (id) => `${settings.name}=${id}${attributes}`;
}

/** The set-cookie-string that makes the browser drop the cookie: the same name, domain and path, already expired. */
export function cookieRemoval(settings: CookieSettings): string {
  return `${settings.name}=${cookieAttributes({ ...settings, maxAge: 0 })}`;
}

function cookieAttributes(settings: CookieSettings): string {
  return [
    settings.domain === undefined ? '' : `; Domain=${settings.domain}`,
    settings.path === '' ? '' : `; Path=${settings.path}`,
    settings.maxAge === undefined ? '' : `; Max-Age=${settings.maxAge}`,
    settings.secure ? '; Secure' : '',
    settings.httpOnly ? '; HttpOnly' : '',
    settings.sameSite === undefined ? '' : `; SameSite=${settings.sameSite}`,
    settings.partitioned ? '; Partitioned' : '',
  ].join('');
}
