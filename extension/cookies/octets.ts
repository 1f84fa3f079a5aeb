import type { BrowserRules } from './browser-rules.ts';

/** Octets of a text when sent as UTF-8. Counts without building the bytes. */
export function utf8Length(text: string): number {
  let octets = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) octets += 1;
    else if (unit < 0x800) octets += 2;
    else if (unit >= 0xd800 && unit < 0xdc00 && isLowSurrogate(text.charCodeAt(i + 1))) {
      octets += 4;
      i++;
    } else octets += 3;
  }
  return octets;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}

/** Octets of a header text as this browser's webRequest shows it. */
export function headerTextLength(text: string, rules: Pick<BrowserRules, 'headerText'>): number {
  return rules.headerText === 'utf-8' ? utf8Length(text) : text.length;
}

/** Reads one-character-per-octet text as UTF-8; text that is not octets, or plain ASCII, comes back unchanged. */
export function decodeOctets(text: string): string {
  let ascii = true;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit > 0xff) return text;
    if (unit > 0x7f) ascii = false;
  }
  if (ascii) return text;
  return new TextDecoder().decode(Uint8Array.from(text, (character) => character.charCodeAt(0)));
}

/** A cookie's name and value as the cookies API shows them, made from the header's text (facts: Firefox decodes values alone). */
export function jarText(
  pair: { readonly name: string; readonly value: string },
  rules: Pick<BrowserRules, 'headerText' | 'jarName'>,
): { name: string; value: string } {
  if (rules.headerText === 'utf-8') return { name: pair.name, value: pair.value };
  return {
    name: rules.jarName === 'utf-8' ? decodeOctets(pair.name) : pair.name,
    value: decodeOctets(pair.value),
  };
}

/** Header octets that webRequest hands over as `binaryValue` (not UTF-8), as Chromium's cookies API will show them. */
export function headerTextOfOctets(octets: readonly number[]): string {
  return new TextDecoder().decode(Uint8Array.from(octets));
}
