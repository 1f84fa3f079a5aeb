import { decodeBase64, decodeUtf8, readJson } from '../base64.ts';
import type { ValueMatch, ValuePart, ValuePartKind } from './value-rule.ts';

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** Any UUID; the group is its version. */
export const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-([0-9a-f])[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** Bits that a version 4 UUID draws; other versions promise nothing. */
export const UUID_V4_BITS = 122;

/** The last ms of the year 9999. Dates above it are no times that a server means, and soon none that JavaScript knows. */
const LATEST = 253_402_300_799_999;

/** zlib's two first bytes: deflate, and a header checksum that holds. */
function isZlib(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  if (first === undefined || second === undefined) return false;
  return (first & 0x0f) === 8 && (first * 256 + second) % 31 === 0;
}

/** A payload of itsdangerous or django.core.signing: base64url JSON, deflated when it starts with a dot. */
export function payloadPart(text: string): ValuePart | null {
  const compressed = text.startsWith('.');
  const bytes = decodeBase64(compressed ? text.slice(1) : text);
  if (bytes === null || bytes.length === 0) return null;
  if (compressed) return isZlib(bytes) ? { kind: 'payload', text, zlib: bytes } : null;
  const decoded = decodeUtf8(bytes);
  if (decoded === null) return { kind: 'payload', text };
  const json = readJson(decoded);
  return { kind: 'payload', text, decoded, ...(json !== undefined && { json }) };
}

/** Big-endian bytes as a number. Above 2^53 it is only near, which is enough to say that it is no time. */
export function bigEndian(bytes: Uint8Array): number {
  let number = 0;
  for (const byte of bytes) number = number * 256 + byte;
  return number;
}

/** ms since 1970 of a time in base62 seconds, as django.core.signing writes it. */
export function base62Time(text: string): number {
  let seconds = 0;
  for (const digit of text) seconds = seconds * 62 + BASE62.indexOf(digit);
  return seconds * 1000;
}

/**
 * ms since 1970 of an itsdangerous time: big-endian seconds in base64url, since version 2.0 from 1970, before from 2011.
 * Null where the text is not made so.
 */
export function itsdangerousTime(text: string): number | null {
  const bytes = decodeBase64(text);
  if (bytes === null || bytes.length < 3 || bytes.length > 6) return null;
  const seconds = bigEndian(bytes);
  const since2011 = seconds < 1_000_000_000;
  return (seconds + (since2011 ? 1_293_840_000 : 0)) * 1000;
}

/** A part that needs no reading. */
export const part = (kind: ValuePartKind, text = ''): ValuePart => ({ kind, text });
export const signature = (text = ''): ValuePart => part('signature', text);

/**
 * A point in time, or the note that it is none: values come from anybody and may name any number.
 *
 * @param ms since 1970
 */
export function timePart(kind: 'time' | 'expires', text: string, ms: number): ValuePart {
  return ms >= 0 && ms <= LATEST ? { kind, text, time: ms } : { kind, text, notATime: true };
}

/** An id and its signature, as two groups of a pattern. */
export function signedParts([, id, sealed]: ValueMatch): readonly ValuePart[] {
  return [part('id', id), signature(sealed)];
}

/** An id and the name of the server that holds its session, where there is one. */
export function routedParts(id = '', route?: string): readonly ValuePart[] {
  return route === undefined ? [part('id', id)] : [part('id', id), part('route', route)];
}
