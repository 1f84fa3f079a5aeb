import type { BrowserRules } from './browser-rules.ts';
import type { StoreReason } from './reason-codes.ts';
import type { SetCookieAttribute } from './set-cookie-attributes.ts';
import { trimmedBounds } from './whitespace.ts';

/** What makes a whole line unreadable (§5.6 steps 1 and 5, and an empty pair): each that applies. */
export function lineErrors(
  read: {
    readonly line: string;
    readonly pieces: Iterable<string>;
    readonly attributes: readonly SetCookieAttribute[];
    readonly equals: number;
    readonly name: string;
    readonly value: string;
    readonly size: number;
  },
  rules: BrowserRules,
): StoreReason[] {
  const errors: StoreReason[] = [];
  if (read.name === '' && read.value === '') errors.push({ code: 'empty' });
  if (read.size > rules.maxNameValueSize) {
    errors.push({ code: 'too-large', params: { octets: read.size, limit: rules.maxNameValueSize } });
  }
  const control = findControl(read.line) ?? findInnerTab(read, rules);
  if (control !== null) errors.push({ code: 'control-character', params: control });
  if (read.name === '' && read.value !== '') {
    if (rules.emptyName === 'refused') errors.push({ code: 'empty-name' });
    else if (rules.namelessWithEquals === 'refused' && read.value.includes('=')) {
      errors.push({ code: 'nameless-with-equals' });
    }
  }
  return errors;
}

function findControl(line: string): { octet: string; at: number } | null {
  for (let i = 0; i < line.length; i++) {
    const unit = line.charCodeAt(i);
    if ((unit < 0x20 && unit !== 0x09) || unit === 0x7f) return { octet: hexOctet(unit), at: i };
  }
  return null;
}

/** A TAB that trimming of name, value and attribute values leaves in place, where this browser minds. */
function findInnerTab(
  {
    pieces,
    attributes,
    equals,
  }: {
    readonly pieces: Iterable<string>;
    readonly attributes: readonly SetCookieAttribute[];
    readonly equals: number;
  },
  rules: BrowserRules,
): { octet: string; at: number } | null {
  if (rules.tabIsControl === 'nowhere') return null;
  let offset = 0;
  let index = -1;
  for (const piece of pieces) {
    index += 1;
    if (piece.includes('\t') && (rules.tabIsControl === 'everywhere' || isPath(attributes[index - 1]))) {
      const split = index === 0 ? equals : piece.indexOf('=');
      const parts =
        split < 0 ? [[0, piece.length] as const] : [[0, split] as const, [split + 1, piece.length] as const];
      for (const [start, end] of parts) {
        const [from, to] = trimmedBounds(piece, start, end);
        const tab = piece.indexOf('\t', from);
        if (tab >= 0 && tab < to) return { octet: '09', at: offset + tab };
      }
    }
    offset += piece.length + 1;
  }
  return null;
}

/** A Path that a later one supersedes, or that does not begin with `/`, is never looked at. */
function isPath(attribute: SetCookieAttribute | undefined): boolean {
  return attribute?.known === 'path' && attribute.reading === 'applied';
}

function hexOctet(unit: number): string {
  return unit.toString(16).toUpperCase().padStart(2, '0');
}
