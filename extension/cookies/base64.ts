const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/**
 * Octets of base64 or base64url text, padded or not; null when it is neither, or mixes the two alphabets.
 * Linear; never throws.
 */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> | null {
  const urlSafe = /[-_]/.test(text);
  if (urlSafe && /[+/]/.test(text)) return null;
  const standard = urlSafe ? text.replaceAll('-', '+').replaceAll('_', '/') : text;
  if (!BASE64.test(standard)) return null;
  const bare = standard.replace(/=+$/, '');
  if (bare.length % 4 === 1) return null;
  const binary = atob(bare);
  const octets = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) octets[i] = binary.charCodeAt(i);
  return octets;
}

/** Base64 of octets; `url` for base64url without padding. */
export function encodeBase64(octets: Uint8Array, alphabet: 'standard' | 'url' = 'standard'): string {
  let binary = '';
  for (const octet of octets) binary += String.fromCharCode(octet);
  const text = btoa(binary);
  return alphabet === 'standard' ? text : text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** Octets as UTF-8 text; null when they are none. */
export function decodeUtf8(octets: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(octets);
  } catch {
    return null;
  }
}

/** Base64 or base64url of UTF-8 text; null when it is not. */
export function decodeBase64Text(text: string): string | null {
  const octets = decodeBase64(text);
  return octets === null ? null : decodeUtf8(octets);
}

/** JSON text as a value; undefined when it is none. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** A JSON object of base64 text; undefined when it is none. */
export function readBase64Object(text: string): Readonly<Record<string, unknown>> | undefined {
  const json = decodeBase64Text(text);
  if (json === null) return undefined;
  const value = readJson(json);
  return isRecord(value) ? value : undefined;
}

/** A plain object, not null and not an array. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
