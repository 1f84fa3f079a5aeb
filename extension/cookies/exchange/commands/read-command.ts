import { type RowError, shown } from '../exchange-codes.ts';
import type { ExchangeOrigin, Reading, ReadRow } from '../exchange-cookie.ts';
import { type HeaderParts, readHeaderParts } from '../lines/header-parts.ts';
import { partsOfHead } from '../lines/http-head.ts';
import { numberRows } from '../rows/read-rows.ts';
import { cmdWords } from './cmd-words.ts';
import { posixWords, powershellWords, type ShellCommands, type ShellWord } from './shell-words.ts';

/** How a program takes its cookies. Short options stand without their dash. */
interface Program {
  readonly cookie: readonly string[];
  readonly header: readonly string[];
  /** Its short options that take a value; where they are bundled, the rest of the word is it. */
  readonly shortWithValue: string;
  /** Names a file of cookies. */
  readonly file: readonly string[];
  /** A word such as `Cookie:a=1` is a header. */
  readonly bareHeaders: boolean;
  /** Of a URL that names none. */
  readonly scheme: 'http' | 'https';
}

const CURL: Program = {
  cookie: ['b', 'cookie'],
  header: ['H', 'header'],
  shortWithValue: 'AbcCdDeEFHKmoPQrtTuUwxXyYz',
  file: [],
  bareHeaders: false,
  scheme: 'http',
};
const WGET: Program = {
  cookie: [],
  header: ['header'],
  shortWithValue: 'aADeGiIlOoPQRStTUwX',
  file: ['load-cookies'],
  bareHeaders: false,
  scheme: 'http',
};
const ARIA2: Program = { ...WGET, shortWithValue: 'xsjkdoltTuU' };
const YT_DLP: Program = {
  ...WGET,
  header: ['add-header', 'add-headers'],
  shortWithValue: 'ofPrtuS',
  file: ['cookies'],
};
const HTTPIE: Program = {
  cookie: [],
  header: [],
  shortWithValue: 'aAops',
  file: [],
  bareHeaders: true,
  scheme: 'http',
};
const HTTPS: Program = { ...HTTPIE, scheme: 'https' };

const PROGRAMS: ReadonlyMap<string, Program> = new Map([
  ['curl', CURL],
  ['curl.exe', CURL],
  ['wget', WGET],
  ['wget.exe', WGET],
  ['aria2c', ARIA2],
  ['yt-dlp', YT_DLP],
  ['youtube-dl', YT_DLP],
  ['http', HTTPIE],
  ['https', HTTPS],
  ['xh', HTTPIE],
  ['xhs', HTTPS],
]);

/** What a terminal prints before a command. */
const PROMPT = String.raw`[ \t]*(?:[^\r\n'"=;]{0,80}?[$%#>❯➜][ \t]+|!|PS [^\r\n>]{0,80}>[ \t]*|[A-Za-z]:\\[^\r\n>]{0,80}>[ \t]*)?`;
const COMMAND = String.raw`(?:sudo +|time +|[A-Z_]{1,30}=\S* +)*(?:(?:[\w.~/\\:-]{0,100}[/\\])?(?:curl|wget|aria2c|yt-dlp|youtube-dl)(?:\.exe)?[ \t]+(?=\S)|(?:https?|xhs?)[ \t]+(?=[^\r\n]*?(?:\bcookie:|https?:\/\/)))`;
const PROMPTED = new RegExp(`^${PROMPT}(?=${COMMAND})`, 'im');
const EVERY_PROMPT = new RegExp(PROMPTED.source, 'gim');

/** Whether a text is a command of curl, wget, HTTPie and their like, with or without a prompt before it. */
export function isShellCommand(head: string): boolean {
  return PROMPTED.test(head);
}

/** What a command printed below itself. */
const OUTPUT = /^(?:(?:< |[ \t]{1,8})?HTTP\/\d(?:\.\d)? \d{3}|> [A-Z]{3,7} \S+ HTTP\/\d)/m;

/** Characters that are read as commands: what DevTools copies of a page's requests, and more. */
const LONGEST_COMMAND = 4 * 1024 * 1024;

function typedWords(typed: string): ShellCommands {
  return wordsOf(straightQuotes(typed.replace(EVERY_PROMPT, '')));
}

function linesIn(text: string): number {
  return text.split(/\r\n|[\r\n]/).length - 1;
}

/** Reads the cookies of commands, each for the host of its URL, and of what each printed below itself. */
export function readShellCommand(text: string, origin: ExchangeOrigin): Reading {
  if (text.length > LONGEST_COMMAND) {
    return { rows: [], error: { code: 'too-long', params: { characters: text.length, limit: LONGEST_COMMAND } } };
  }
  const parts: HeaderParts[] = [];
  const faults: RowError[] = [];
  let above = 0;
  for (let from = 0; from < text.length; ) {
    const rest = text.slice(from);
    const end = rest.search(OUTPUT);
    let typed = end < 0 ? rest : rest.slice(0, end);
    let words = typedWords(typed);
    // What looked like an answer stands in a quote.
    if (words.unclosed && typed !== rest) {
      typed = rest;
      words = typedWords(typed);
    }
    if (words.unclosed) return { rows: [], error: { code: 'command-unclosed' } };
    const requests = rejoin(words.commands).flatMap(requestsOf);
    faults.push(...requests.flatMap((request) => request.faults));
    parts.push(...requests.map(({ url, cookies }) => ({ ...(url !== undefined && { url }), cookies, setCookies: [] })));
    const next = rest.slice(typed.length).search(PROMPTED);
    const printed = next <= 0 ? rest.slice(typed.length) : rest.slice(typed.length, typed.length + next);
    const url = requests.at(-1)?.url;
    above += linesIn(typed);
    const place = url === undefined ? {} : { url };
    for (const { setCookies, ...part } of partsOfHead(printed, { ...origin, ...place })) {
      const moved = setCookies.map(({ line = 0, ...set }) => ({ ...set, line: line + above }));
      parts.push({ ...place, ...part, setCookies: moved });
    }
    above += linesIn(printed);
    from += typed.length + printed.length;
  }
  if (faults.length === 0 && parts.every(({ cookies, setCookies }) => cookies.length + setCookies.length === 0)) {
    return { rows: [], error: { code: 'command-without-cookies' } };
  }
  const reading = readHeaderParts(parts, origin);
  if (faults.length === 0) return reading;
  const { rows, notes, error } = reading;
  const all = numberRows([...rows, ...faults.map((each): ReadRow => ({ ok: false, error: each }))], notes);
  return error === undefined || error.code === 'no-cookies' ? all : { ...all, error };
}

/** A word processor or chat made its own quotes of the command's: where there are no others, those are meant. */
function straightQuotes(text: string): string {
  if (!/[“”‘’]/.test(text) || /["']/.test(text)) return text;
  return text.replace(/[“”]/g, '"').replace(/[‘’]/g, "'");
}

/** A line that begins with an option goes on with the command before it: what joined the two was lost in copying. */
function rejoin(lines: ShellCommands['commands']): (readonly ShellWord[])[] {
  const commands: ShellWord[][] = [];
  for (const words of lines) {
    const before = commands.at(-1);
    if (before !== undefined && words[0]?.text.startsWith('-')) before.push(...words);
    else commands.push([...words]);
  }
  return commands;
}

/** Chrome's copy for cmd puts carets before its quotes, older ones at the ends of lines. PowerShell has backticks there. */
function wordsOf(text: string): ShellCommands {
  if (/[ \t]\^"|\^[ \t]*\r?\n/.test(text)) return cmdWords(text);
  return /`[ \t]*\r?\n/.test(text) ? powershellWords(text) : posixWords(text);
}

interface CommandRequest {
  readonly url: string | undefined;
  readonly cookies: readonly string[];
  readonly faults: readonly RowError[];
}

function requestsOf(words: readonly ShellWord[]): CommandRequest[] {
  const start = words.findIndex(({ text }) => PROGRAMS.has(programName(text)));
  const program = PROGRAMS.get(programName(words[start]?.text ?? ''));
  if (program === undefined) return [];
  const requests: CommandRequest[] = [];
  let from = start + 1;
  // curl's --next begins another request.
  for (let i = from; i <= words.length; i++) {
    if (i < words.length && words[i]?.text !== '--next' && words[i]?.text !== '-:') continue;
    requests.push(readRequest(words.slice(from, i), program));
    from = i + 1;
  }
  return requests;
}

function programName(word: string): string {
  return word
    .slice(-30)
    .replace(/^.*[/\\]/, '')
    .toLowerCase();
}

function readRequest(words: readonly ShellWord[], program: Program): CommandRequest {
  const urls: string[] = [];
  const cookies: string[] = [];
  const faults: RowError[] = [];
  const takeCookie = ({ text, unresolved }: ShellWord, mayBeFile: boolean): void => {
    if (unresolved) faults.push({ code: 'variable', params: { text: shown(text) } });
    // curl takes what has no "=" for the name of a file.
    else if (mayBeFile && !text.includes('=')) {
      if (text !== '') faults.push({ code: 'cookie-file', params: { file: shown(text) } });
    } else cookies.push(text);
  };
  const takeHeader = ({ text, unresolved }: ShellWord): void => {
    const [name] = /^\s*cookie\s*:\s*/i.exec(text) ?? [];
    if (name !== undefined) takeCookie({ text: text.slice(name.length), unresolved }, false);
  };
  for (const { option, value } of optionsOf(words, program)) {
    if (option === undefined) {
      if (program.bareHeaders && /^cookie:(?!=)/i.test(value.text)) takeHeader(value);
      else urls.push(value.text);
    } else if (program.cookie.includes(option)) takeCookie(value, true);
    else if (program.header.includes(option)) takeHeader(value);
    else if (option === 'url') urls.unshift(value.text);
    else if (program.file.includes(option)) faults.push({ code: 'cookie-file', params: { file: shown(value.text) } });
  }
  return { url: urlOf(urls, program.scheme), cookies, faults };
}

interface Option {
  /** Without its dashes; undefined: a word that is no option. */
  readonly option: string | undefined;
  readonly value: ShellWord;
}

function* optionsOf(words: readonly ShellWord[], program: Program): Generator<Option> {
  const nothing: ShellWord = { text: '', unresolved: false };
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? nothing;
    const [, long, inline] = /^--([A-Za-z0-9][\w.-]*)(?:=([\s\S]*))?$/.exec(word.text) ?? [];
    if (long !== undefined) {
      if (inline !== undefined) yield { option: long, value: { ...word, text: inline } };
      else if (WITH_VALUE.has(long)) yield { option: long, value: words[++i] ?? nothing };
    } else if (/^-[^-]/.test(word.text)) {
      for (let letter = 1; letter < word.text.length; letter++) {
        const option = word.text.charAt(letter);
        if (!program.shortWithValue.includes(option)) continue;
        const rest = word.text.slice(letter + 1);
        yield { option, value: rest === '' ? (words[++i] ?? nothing) : { ...word, text: rest } };
        break;
      }
    } else yield { option: undefined, value: word };
  }
}

/** Long options that matter here and take a value, and the commonest others, whose value is no URL. */
const WITH_VALUE = new Set([
  ...[
    'cookie',
    'header',
    'url',
    'load-cookies',
    'cookies',
    'add-header',
    'add-headers',
    'request',
    'data',
    'data-raw',
    'data-binary',
    'data-urlencode',
    'json',
  ],
  ...[
    'form',
    'user',
    'user-agent',
    'referer',
    'output',
    'cookie-jar',
    'proxy',
    'max-time',
    'connect-timeout',
    'cacert',
  ],
  ...[
    'resolve',
    'connect-to',
    'write-out',
    'retry',
    'range',
    'cert',
    'key',
    'method',
    'body-data',
    'post-data',
    'config',
  ],
]);

/** The URL among the words that are no options. */
function urlOf(words: readonly string[], scheme: Program['scheme']): string | undefined {
  const whole = words.find((word) => /^https?:\/\//i.test(word) && URL.canParse(word));
  if (whole !== undefined) return whole;
  const bare = words.find(
    (word) => /^(?:[\w-]+\.)*[\w-]+(?::\d+)?(?:[/?#]|$)/.test(word) && /[.:]|^localhost/.test(word),
  );
  return bare !== undefined && URL.canParse(`${scheme}://${bare}`) ? `${scheme}://${bare}` : undefined;
}
