const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Each character's six bits, by its code. */
const SIX_BITS = new Uint8Array(128);
for (let bits = 0; bits < ALPHABET.length; bits += 1) SIX_BITS[ALPHABET.charCodeAt(bits)] = bits;

const CHARACTERS = 8;

/**
 * The first 48 bits of base64url text as a whole number: `Buffer.from(text.slice(0, 8), 'base64url').readUIntBE(0, 6)`
 * without the buffer, which is a hundredth of the cost of a visit.
 */
export function leadingBits(text: string): number {
  let bits = 0;
  for (let index = 0; index < CHARACTERS; index += 1) bits = bits * 64 + (SIX_BITS[text.charCodeAt(index)] ?? 0);
  return bits;
}
