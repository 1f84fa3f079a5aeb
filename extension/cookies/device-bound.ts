// Device Bound Session Credentials (https://w3c.github.io/webappsec-dbsc/): the browser proves with a key of the device
// that a session is still on it, and gets short-lived cookies in return. Chromium calls the refresh by itself.

/** What a request or a response says of a session that is bound to the device. */
export type DeviceBoundCode =
  /** The response asks the browser to make a key and register it at `path`. */
  | 'registration'
  /** The response hands out a challenge that the next proof must sign; `id` names the session. */
  | 'challenge'
  /** The request comes from the browser itself and renews the short-lived cookies of the session `id`. */
  | 'refresh'
  /** The browser sent the request without renewing the cookies of `id`, for this `reason`. */
  | 'skipped';

export interface DeviceBoundNote {
  readonly code: DeviceBoundCode;
  readonly params: Readonly<Record<string, string>>;
}

type Header = readonly [name: string, value: string];

/** Text of a header's parameter that is kept for a sentence, characters. */
const LONGEST = 200;

const parameter = (value: string, name: string): string | undefined =>
  new RegExp(`;\\s*${name}="((?:[^"\\\\]|\\\\.){0,${LONGEST}})"`, 'i').exec(value)?.[1];
const text = (value: string): string | undefined =>
  new RegExp(`^\\s*"((?:[^"\\\\]|\\\\.){0,${LONGEST}})"`).exec(value)?.[1];
const token = (value: string): string | undefined => /^\s*([a-z_]{1,40})/i.exec(value)?.[1];

const given = (params: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(params).filter((entry): entry is [string, string] => entry[1] !== undefined));

type Read = (value: string) => DeviceBoundNote;

const READ: Readonly<Record<string, Read>> = {
  'secure-session-registration': (value) => ({
    code: 'registration',
    params: given({ path: parameter(value, 'path') }),
  }),
  'secure-session-challenge': (value) => ({ code: 'challenge', params: given({ id: parameter(value, 'id') }) }),
  'sec-secure-session-id': (value) => ({
    code: 'refresh',
    params: given({ id: text(value) ?? value.trim().slice(0, LONGEST) }),
  }),
  'secure-session-skipped': (value) => ({
    code: 'skipped',
    params: given({ reason: token(value), id: parameter(value, 'session_identifier') }),
  }),
};

/**
 * What the headers of an exchange say of device-bound sessions, in their order. Names of the first origin trial
 * (`Sec-Session-…`) are no longer heard by browsers, and not read.
 * @param headers of a request or a response, names in lower case
 */
export function deviceBoundNotes(headers: readonly Header[]): DeviceBoundNote[] {
  return headers.flatMap(([name, value]) => (Object.hasOwn(READ, name) ? (READ[name]?.(value) ?? []) : []));
}
