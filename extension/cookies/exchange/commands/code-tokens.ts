/** A piece of program text: a string, a bare word, or a mark. */
export interface CodeToken {
  readonly kind: 'text' | 'word' | 'mark';
  /** Of a string: what it stands for, without quotes and escapes. */
  readonly text: string;
  /** The program would put something into the string. */
  readonly unresolved: boolean;
}

export interface CodeDialect {
  readonly quotes: string;
  readonly escape: string;
  /** A quote inside of quotes is written twice. */
  readonly doubled: boolean;
  /** Quotes that take nothing for an escape. */
  readonly plainQuotes: string;
  readonly comment: RegExp;
  /** What stands for something else between these quotes. */
  readonly expansion: RegExp;
  readonly expansionIn: string;
}

/** JavaScript, and near enough Python. */
export const JAVASCRIPT: CodeDialect = {
  quotes: '\'"`',
  escape: '\\',
  doubled: false,
  plainQuotes: '',
  comment: /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|#[^\n]*/y,
  expansion: /\$\{/y,
  expansionIn: '`',
};
export const POWERSHELL_CODE: CodeDialect = {
  quotes: '\'"',
  escape: '`',
  doubled: true,
  plainQuotes: "'",
  comment: /#[^\n]*/y,
  expansion: /\$[A-Za-z_{(]/y,
  expansionIn: '"',
};

const WORD = /https?:\/\/[^\s"'`,;(){}]+|[A-Za-z_$-](?:[\w.$/-]|:(?=[\w/]))*/y;
/** How DevTools writes a character that is no ASCII for PowerShell. */
const CHARACTER_CODE = /\$\(\[char\](\d{1,6})\)/y;
const HEX = /x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|u\{([0-9A-Fa-f]{1,6})\}/y;
const LETTERS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', v: '\v', '0': '\0' };

/** The tokens of a piece of code, one at a time. Blanks and comments are passed over. Linear; never throws. */
export function* codeTokens(text: string, dialect: CodeDialect): Generator<CodeToken> {
  let at = 0;
  while (at < text.length) {
    const character = text.charAt(at);
    if (/\s/.test(character)) {
      at++;
      continue;
    }
    const comment = matchAt(dialect.comment, text, at);
    if (comment !== undefined) {
      at += comment[0].length;
      continue;
    }
    if (dialect.quotes.includes(character)) {
      const string = readString(text, at, dialect);
      yield { kind: 'text', text: string.text, unresolved: string.unresolved };
      at = string.end;
      continue;
    }
    const word = matchAt(WORD, text, at)?.[0] ?? '';
    yield { kind: word === '' ? 'mark' : 'word', text: word || character, unresolved: false };
    at += word.length || 1;
  }
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}

interface ReadString {
  readonly text: string;
  readonly unresolved: boolean;
  /** Behind the closing quote. */
  readonly end: number;
}

function readString(text: string, start: number, dialect: CodeDialect): ReadString {
  const quote = text.charAt(start);
  const pieces: string[] = [];
  let unresolved = false;
  let at = start + 1;
  while (at < text.length) {
    const character = text.charAt(at);
    if (character === quote) {
      if (!dialect.doubled || text.charAt(at + 1) !== quote) break;
      pieces.push(quote);
      at += 2;
      continue;
    }
    if (dialect.plainQuotes.includes(quote)) {
      pieces.push(character);
      at++;
      continue;
    }
    if (character === dialect.escape) {
      const hex = matchAt(HEX, text, at + 1);
      const point = Number.parseInt(hex?.[1] ?? hex?.[2] ?? hex?.[3] ?? '', 16);
      const letter = text.charAt(at + 1);
      pieces.push(hex === undefined || point > 0x10ffff ? (LETTERS[letter] ?? letter) : String.fromCodePoint(point));
      at += 1 + (hex?.[0].length ?? 1);
      continue;
    }
    const code = dialect.expansionIn.includes(quote) ? matchAt(CHARACTER_CODE, text, at) : undefined;
    if (code !== undefined && Number(code[1]) <= 0xffff) {
      pieces.push(String.fromCharCode(Number(code[1])));
      at += code[0].length;
      continue;
    }
    if (dialect.expansionIn.includes(quote) && matchAt(dialect.expansion, text, at) !== undefined) unresolved = true;
    pieces.push(character);
    at++;
  }
  return { text: pieces.join(''), unresolved, end: at + 1 };
}
