/** One word of a command line, as the program gets it. */
export interface ShellWord {
  readonly text: string;
  /** The shell would put something in its place: a variable, or the output of a command. */
  readonly unresolved: boolean;
}

/** Commands of a text, each a list of words. */
export interface ShellCommands {
  readonly commands: readonly (readonly ShellWord[])[];
  /** A quote that is opened and never closed: the text was cut. */
  readonly unclosed: boolean;
}

interface Dialect {
  /** Takes the next character as it is; with a line break it goes on with the line. */
  readonly escapeMark: string;
  /** A quote inside of quotes is written twice. */
  readonly doubled: boolean;
  /** Characters that the escape works before, between double quotes; undefined: before any. */
  readonly escapedInQuotes?: string;
}

const POSIX: Dialect = { escapeMark: '\\', doubled: false, escapedInQuotes: '$`"\\\n' };
const POWERSHELL: Dialect = { escapeMark: '`', doubled: true };

/** The words of a command line for sh, bash or zsh (POSIX.1-2024 XCU 2.2, and `$'…'`). Linear. */
export function posixWords(text: string): ShellCommands {
  return new WordReader(text, POSIX).read();
}

/** The words of a program's command line in PowerShell. */
export function powershellWords(text: string): ShellCommands {
  return new WordReader(text, POWERSHELL).read();
}

const PLAIN_ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  v: '\v',
};
const NUMERIC_ESCAPE = /x([0-9A-Fa-f]{1,2})|u([0-9A-Fa-f]{1,4})|U([0-9A-Fa-f]{1,8})|([0-7]{1,3})/y;
const SEPARATORS = new Set([';', '&', '|', '\n']);
/** What stands for something else: `$NAME`, `${…}`, `$(…)`. */
const EXPANSION = /^\$[A-Za-z_{(]/;

class WordReader {
  readonly #text: string;
  readonly #dialect: Dialect;
  readonly #commands: ShellWord[][] = [[]];
  #pieces: string[] | undefined;
  #unresolved = false;
  #unclosed = false;
  #at = 0;

  constructor(text: string, dialect: Dialect) {
    this.#text = text.replaceAll('\r\n', '\n');
    this.#dialect = dialect;
  }

  read(): ShellCommands {
    while (this.#at < this.#text.length) this.#step(this.#text.charAt(this.#at));
    this.#endWord();
    return { commands: this.#commands.filter((words) => words.length > 0), unclosed: this.#unclosed };
  }

  #step(character: string): void {
    if (character === this.#dialect.escapeMark) this.#escaped();
    else if (character === "'") this.#single();
    else if (character === '"') this.#double();
    else if (character === '$' && this.#dialect === POSIX && this.#text.charAt(this.#at + 1) === "'") this.#ansi();
    else if (character === '#' && this.#pieces === undefined) this.#skipLine();
    else if (character === ' ' || character === '\t') this.#end(false);
    else if (this.#isSeparator(character)) this.#end(true);
    else this.#bare(character);
  }

  /** A `;` or `&` within a word parts commands too, but whoever pasted it forgot the quotes around a URL or cookies. */
  #isSeparator(character: string): boolean {
    if (!SEPARATORS.has(character)) return false;
    return !';&'.includes(character) || this.#pieces === undefined || /^\s?$/.test(this.#text.charAt(this.#at + 1));
  }

  #add(text: string): void {
    this.#pieces ??= [];
    this.#pieces.push(text);
  }

  #end(ofCommand: boolean): void {
    this.#endWord();
    if (ofCommand) this.#commands.push([]);
    this.#at++;
  }

  #endWord(): void {
    if (this.#pieces === undefined) return;
    this.#commands.at(-1)?.push({ text: this.#pieces.join(''), unresolved: this.#unresolved });
    this.#pieces = undefined;
    this.#unresolved = false;
  }

  #bare(character: string): void {
    if (character === '`' || EXPANSION.test(this.#text.slice(this.#at, this.#at + 2))) this.#unresolved = true;
    this.#add(character);
    this.#at++;
  }

  #escaped(): void {
    const next = this.#text.charAt(this.#at + 1);
    // Blanks behind the mark that joins lines come from copying.
    const joined = /^[ \t]*\n/.exec(this.#text.slice(this.#at + 1, this.#at + 20));
    if (joined !== null) {
      this.#at += 1 + joined[0].length;
      this.#endWord();
      return;
    }
    this.#add(next);
    this.#at += 2;
  }

  #skipLine(): void {
    const end = this.#text.indexOf('\n', this.#at);
    this.#at = end === -1 ? this.#text.length : end;
  }

  #single(): void {
    const start = this.#at + 1;
    const end = this.#text.indexOf("'", start);
    this.#unclosed ||= end === -1;
    const stop = end === -1 ? this.#text.length : end;
    this.#add(this.#text.slice(start, stop));
    this.#at = stop + 1;
    if (!this.#dialect.doubled || this.#text.charAt(this.#at) !== "'") return;
    this.#add("'");
  }

  #double(): void {
    const { escapeMark, doubled, escapedInQuotes } = this.#dialect;
    this.#at++;
    this.#add('');
    for (;;) {
      const character = this.#text.charAt(this.#at);
      if (character === '') {
        this.#unclosed = true;
        return;
      }
      const next = this.#text.charAt(this.#at + 1);
      if (character === '"') {
        if (!doubled || next !== '"') break;
        this.#add('"');
        this.#at += 2;
      } else if (character === escapeMark && (escapedInQuotes === undefined || escapedInQuotes.includes(next))) {
        if (next !== '\n') this.#add(next);
        this.#at += 2;
      } else this.#bare(character);
    }
    this.#at++;
  }

  #ansi(): void {
    this.#at += 2;
    this.#add('');
    for (;;) {
      const character = this.#text.charAt(this.#at);
      if (character === '') {
        this.#unclosed = true;
        return;
      }
      this.#at++;
      if (character === "'") return;
      this.#add(character === '\\' ? this.#ansiEscape() : character);
    }
  }

  #ansiEscape(): string {
    NUMERIC_ESCAPE.lastIndex = this.#at;
    const found = NUMERIC_ESCAPE.exec(this.#text);
    if (found !== null) {
      this.#at += found[0].length;
      const [, x, u, long, octal] = found;
      const point = octal === undefined ? Number.parseInt(x ?? u ?? long ?? '', 16) : Number.parseInt(octal, 8);
      return point > 0x10ffff ? '\uFFFD' : String.fromCodePoint(point);
    }
    const character = this.#text.charAt(this.#at++);
    return PLAIN_ESCAPES[character] ?? character;
  }
}
