import { decodeUtf8, readJson } from './base64.ts';
import type { ValueFormat } from './value-format.ts';
import type { ValuePart } from './value-rules/value-rule.ts';

/** Inflates zlib data, giving up (null) on bad data or more than `limit` octets. In browsers: DecompressionStream('deflate'). */
export type Inflate = (zlib: Uint8Array<ArrayBuffer>, limit: number) => Promise<Uint8Array | null>;

/** A cookie of 4 kB may inflate to 4 MB; nobody reads more than this. */
export const MAX_INFLATED = 262_144;

/** The same format with its compressed payloads (Django, Flask) read. What cannot be inflated stays as it was. Never rejects for bad data. */
export async function inflatePayload(format: ValueFormat, inflate: Inflate): Promise<ValueFormat> {
  if (format.parts.every(({ zlib }) => zlib === undefined)) return format;
  const parts = await Promise.all(format.parts.map((part) => inflatePart(part, inflate)));
  return { ...format, parts };
}

async function inflatePart(part: ValuePart, inflate: Inflate): Promise<ValuePart> {
  if (part.zlib === undefined) return part;
  const octets = await inflate(part.zlib, MAX_INFLATED);
  const decoded = octets === null || octets.length > MAX_INFLATED ? null : decodeUtf8(octets);
  if (decoded === null) return part;
  const json = readJson(decoded);
  return { kind: part.kind, text: part.text, decoded, ...(json !== undefined && { json }) };
}
