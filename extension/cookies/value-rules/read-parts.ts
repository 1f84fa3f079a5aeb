import { decodeBase64, decodeUtf8, readJson } from '../base64.ts';
import type { ValuePart } from '../value-format.ts';

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** Any UUID; the group is its version. */
export const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-([0-9a-f])[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** zlib's two first octets: deflate, and a header checksum that holds. */
function isZlib(octets: Uint8Array): boolean {
  const [first, second] = octets;
  if (first === undefined || second === undefined) return false;
  return (first & 0x0f) === 8 && (first * 256 + second) % 31 === 0;
}

/** A payload of itsdangerous or django.core.signing: base64url JSON, deflated when it starts with a dot. */
export function payloadPart(text: string): ValuePart | null {
  const compressed = text.startsWith('.');
  const octets = decodeBase64(compressed ? text.slice(1) : text);
  if (octets === null || octets.length === 0) return null;
  if (compressed) return isZlib(octets) ? { kind: 'payload', text, zlib: octets } : null;
  const decoded = decodeUtf8(octets);
  if (decoded === null) return { kind: 'payload', text };
  const json = readJson(decoded);
  return { kind: 'payload', text, decoded, ...(json !== undefined && { json }) };
}

/** Seconds in base62, as django.core.signing writes its time. */
export function base62Time(text: string): number {
  let seconds = 0;
  for (const digit of text) seconds = seconds * 62 + BASE62.indexOf(digit);
  return seconds * 1000;
}

/** itsdangerous: big-endian seconds in base64url; since 2.0 from 1970, before from 2011. */
export function itsdangerousTime(text: string): number | null {
  const octets = decodeBase64(text);
  if (octets === null || octets.length < 3 || octets.length > 6) return null;
  let seconds = 0;
  for (const octet of octets) seconds = seconds * 256 + octet;
  const since2011 = seconds < 1_000_000_000;
  return (seconds + (since2011 ? 1_293_840_000 : 0)) * 1000;
}

/** A part that needs no reading. */
export const part = (kind: ValuePart['kind'], text: string): ValuePart => ({ kind, text });
export const signature = (text: string): ValuePart => part('signature', text);
