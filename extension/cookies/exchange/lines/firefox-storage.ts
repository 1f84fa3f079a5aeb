import { readJson } from '../../base64.ts';
import type { ExchangeOrigin, Reading } from '../exchange-cookie.ts';
import { fieldOf } from '../rows/member-names.ts';
import { readRow } from '../rows/read-row.ts';
import { numberedLines, readRows } from '../rows/read-rows.ts';

/** A line of the sidebar: `Path:"/"`, `Secure:true`, `Size:35`. The name of a cookie may hold a colon. */
const MEMBER = /^\s*(\S[^"\r\n]{0,4100}?)\s*:\s*("[^\r\n]*"|true|false|\d{1,15})\s*$/;

/** Whether a text is what the sidebar of Firefox's Storage panel gives: the cookie, then its attributes, a line each. */
export function isFirefoxStorage(head: string): boolean {
  // No \s, which holds line ends: of many empty lines each would be looked at from each.
  return /^[ \t]*HostOnly[ \t]*:[ \t]*(?:true|false)[ \t]*$/m.test(head) && /^[ \t]*Path[ \t]*:[ \t]*"/m.test(head);
}

type Member = readonly [name: string, value: unknown];

/** Reads cookies from Firefox's Storage panel, one after another. */
export function readFirefoxStorage(text: string, { now }: ExchangeOrigin): Reading {
  return readRows(cookiesIn(text), ({ line, members: [cookie, ...attributes] }) => {
    const fields = attributes.flatMap(([name, value]) => {
      const known = fieldOf(name);
      return known === undefined ? [] : [[known.field, value] as const];
    });
    const [name, value] = cookie ?? ['', ''];
    return readRow(
      { domain: undefined, ...Object.fromEntries(fields), name, value: typeof value === 'string' ? value : undefined },
      { line, now },
    );
  });
}

interface CookieLines {
  readonly line: number;
  readonly members: readonly Member[];
}

/** A cookie begins at a line that names no attribute; one of these names it is where the last one has it already. */
function* cookiesIn(text: string): Generator<CookieLines> {
  let members: Member[] = [];
  let first = 0;
  for (const { line, number } of numberedLines(text)) {
    const match = MEMBER.exec(line);
    if (match === null) continue;
    const [, name = '', written = ''] = match;
    const member: Member = [name, written.startsWith('"') ? unquoted(written) : readJson(written)];
    const isAttribute =
      members.length > 0 &&
      isKnown(name) &&
      !members.slice(1).some(([held]) => held.toLowerCase() === name.toLowerCase());
    if (!isAttribute) {
      if (members.length > 0) yield { line: first, members };
      members = [];
      first = number;
    }
    members.push(member);
  }
  if (members.length > 0) yield { line: first, members };
}

const OTHERS = new Set(['created', 'lastaccessed', 'updated']);

function isKnown(name: string): boolean {
  return fieldOf(name) !== undefined || OTHERS.has(name.toLowerCase().replaceAll(' ', ''));
}

/** Firefox writes the value between quotes as it is; what is JSON has its escapes. */
function unquoted(text: string): string {
  const read = readJson(text);
  return typeof read === 'string' ? read : text.slice(1, -1);
}
