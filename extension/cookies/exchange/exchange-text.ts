import { decodeBase64Text, isRecord, readJson } from '../base64.ts';
import { joinedParts } from '../joined-lines.ts';
import { decodePercent } from '../percent.ts';
import type { TextNote } from './exchange-codes.ts';
import { isCookieRecord, someRecord } from './json/cookie-list.ts';
import { readLiteral, readLiterals } from './json/read-literal.ts';

/** A text that was pasted or opened, ready to be recognised. */
export interface ExchangeText {
  /** Without byte order mark, code fence, quote marks and colours. */
  readonly text: string;
  /** Its beginning, enough to know most formats by. */
  readonly head: string;
  /** What it holds, if it is JSON or a literal of Python or JavaScript. undefined: it is neither. */
  readonly document: unknown;
  /** What was done to it. */
  readonly notes: readonly TextNote[];
}

const HEAD = 16_384;

/** A byte order mark, or what chats and pages put at the edge of a line or a word without showing it. In a value it stays. */
const UNSEEN =
  /(?<=^|[\s:;])[\uFEFF\u200B-\u200D\u2060]+|(?<![\uFEFF\u200B-\u200D\u2060])[\uFEFF\u200B-\u200D\u2060]{1,8}(?=[ \t]{0,8}$)/gm;
/** What a web page shows as it stands. */
const PREFORMATTED = /^\s*<(pre|code)\b[^<>]{0,200}>([\s\S]*)<\/\1>\s*$/i;
const COLOUR = /\x1b\[[0-9;]*m/g;
/** Web pages keep blanks together so. */
const WEB_BLANK = /;\u00A0/g;
/** A header's name in Markdown: `**Set-Cookie:** `, or between backticks. */
const MARKED_NAME = /^([ \t]*)[*_`]{1,2}((?:set-)?cookie)(?::[*_`]{1,2}|[*_`]{1,2}:)/gim;
/** As a keyboard for Chinese or Japanese writes it. */
const WIDE_COLON = /^([ \t]*(?:set-)?cookie)：/gim;

/** Takes off what surrounds a text when it is copied out of a terminal, a mail, an issue or a console. */
export function exchangeText(pasted: string): ExchangeText {
  const notes: TextNote[] = [];
  let text = unfence(
    pasted
      .replace(UNSEEN, '')
      .replace(PREFORMATTED, '$2')
      .replace(COLOUR, '')
      .replace(WEB_BLANK, '; ')
      .replace(WIDE_COLON, '$1: ')
      .replace(MARKED_NAME, '$1$2:'),
    notes,
  );
  text = withoutCgi(unquoteLines(withoutFiddler(withoutNotes(dedented(unescaped(text, notes))))));
  const program = withoutProgram(text);
  const inProgram = program === text ? undefined : bareText(program, [...notes]);
  // A list that is followed by more of the program is read as a program.
  return inProgram?.document === undefined ? (withoutProse(text, notes) ?? bareText(text, notes)) : inProgram;
}

/** A list of cookies below a sentence, as in a mail. Headers above it would be a head, whose body it is. */
function withoutProse(text: string, notes: readonly TextNote[]): ExchangeText | undefined {
  const start = text.slice(0, HEAD).search(/(?<=[\r\n])[ \t]*[[{]/);
  if (start < 0 || /[=<\t#/]|^\s*[[{"]|:[ \t]*\S/.test(text.slice(0, start))) return undefined;
  const list = text.slice(start, Math.max(text.lastIndexOf(']'), text.lastIndexOf('}')) + 1);
  const document = readJson(list);
  if (!someRecord(document, isCookieRecord)) return undefined;
  return { text: list, head: list.slice(0, HEAD), document, notes: [...notes, { code: 'outside-fence' }] };
}

function bareText(surrounded: string, notes: TextNote[]): ExchangeText {
  const text = unwrapJavaList(unwrap(withoutConsole(surrounded).replace(ASSIGNED_HEADER, '')));
  const beginning = text.slice(0, HEAD).trimStart();
  if (!/^[[{"]/.test(beginning)) return { text, head: text.slice(0, HEAD), document: undefined, notes };
  const json = readJson(text);
  // JSON.stringify(document.cookie), or a file that was stringified twice.
  if (typeof json === 'string') return exchangeText(json);
  const document = json ?? (readMember(text, beginning) || otherDocument(text, notes));
  // A setting of a program: the cookies in one text.
  const inner = isRecord(document) ? (document['cookies'] ?? document['cookie']) : undefined;
  if (typeof inner === 'string' && Object.keys(document as object).length === 1) return exchangeText(inner);
  return { text, head: text.slice(0, HEAD), document, notes };
}

/** A member that was copied out of its object: `"cookies": [`, with the comma behind it. */
function readMember(text: string, beginning: string): unknown {
  if (!/^"[^"\\\r\n]{1,40}"\s*:/.test(beginning)) return undefined;
  return readJson(`{${text.trim().replace(/,$/, '')}}`);
}

/** What is no JSON, but near to it: a literal of a program, or several documents in one text. */
function otherDocument(text: string, notes: TextNote[]): unknown {
  const literal = readLiteral(text);
  if (literal !== undefined) {
    notes.push({ code: 'literal' });
    return literal;
  }
  const documents = readLiterals(text);
  if (documents === undefined || documents.length < 2) return undefined;
  notes.push({ code: 'documents', params: { count: documents.length } });
  // Lists become one list; their rows are counted through.
  return documents.flat(1);
}

const FENCE = /^[ \t]{0,3}(`{3,}|~{3,})[^`\r\n]*$/m;

/** What stands in Markdown's code fences, where there are any; what stands around them is prose. */
function unfence(text: string, notes: TextNote[]): string {
  if (!FENCE.test(text)) return text;
  const inside: string[] = [];
  let open: string | undefined;
  let outside = false;
  for (const line of text.split(/\r\n|[\r\n]/)) {
    const mark = FENCE.exec(line)?.[1];
    if (open === undefined) {
      open = mark;
      if (mark === undefined && /\S/.test(line)) outside = true;
    } else if (mark?.startsWith(open) && line.trim() === mark) open = undefined;
    else inside.push(line);
  }
  const kept = inside.join('\n');
  if (!/\S/.test(kept)) return text;
  if (outside) notes.push({ code: 'outside-fence' });
  return kept;
}

/** What curl -v says of itself, and line ends as Wireshark, Python and Apache's HttpClient write them out. */
const CURL_NOTE = /^(?:\* |[{}] \[\d+ bytes data\])[^\r\n]*(?:\r\n|[\r\n]|$)/gm;
const WRITTEN_END = /(?:\\r\\n|(?:\[\\r\])?\[\\n\]){1,4}["'\]]?[ \t]*$/gm;

/** curl's --trace-ascii puts an offset before each line, and breaks one behind 64 characters. */
const TRACE_OFFSET = /^[\da-f]{4,8}: /gm;
const TRACE_WRAP = /(?<=^([\da-f]{4,8}): .{64})(?:\r\n|[\r\n])([\da-f]{4,8}): /gm;

/** Behind a line's end two more octets are counted. */
function joinTrace(all: string, one: string, next: string): string {
  return Number.parseInt(next, 16) - Number.parseInt(one, 16) === 64 ? '' : all;
}

function withoutNotes(text: string): string {
  const isTrace = /^[<>] /m.test(text) && /^\* /m.test(text);
  const bare = isTrace ? text.replace(CURL_NOTE, '') : text;
  if (/^[<=][=>] (?:Send|Recv) header/m.test(bare))
    return bare.replace(TRACE_WRAP, joinTrace).replace(TRACE_OFFSET, '');
  return /\\r\\n|\[\\n\]/.test(bare) ? bare.replace(WRITTEN_END, '') : bare;
}

/** The heading of Fiddler's Cookies inspector. */
const FIDDLER = /^(Request|Response) sent \d+ bytes of Cookie data:[ \t]*$/;

/** Fiddler lists the pairs of a request line by line, without the header's name. */
function withoutFiddler(text: string): string {
  if (!/ bytes of Cookie data:/.test(text)) return text;
  let inRequest = false;
  const lines = text.split(/\r\n|[\r\n]/).map((line) => {
    const heading = FIDDLER.exec(line)?.[1];
    if (heading !== undefined) inRequest = heading === 'Request';
    if (heading !== undefined || /^This (?:request|response) did not /.test(line)) return '';
    return inRequest && /\S=/.test(line) ? `Cookie: ${line.trim()}` : line.trim();
  });
  return lines.join('\n');
}

/** Takes off the blanks that every line begins with, as Markdown indents code. */
function dedented(text: string): string {
  const lines = text.split(/\r\n|[\r\n]/);
  const indent = lines.reduce((least, line) => (/\S/.test(line) ? Math.min(least, line.search(/[^ ]/)) : least), 40);
  return indent < 2 ? text : lines.map((line) => line.slice(indent)).join('\n');
}

/**
 * Takes `> ` off, where each line has it, as a mail quotes, a list's bullets, and `< `, as curl -v marks what it gets. Where both kinds stand
 * together they part what was sent from what came, and are left to the reader of heads.
 */
function unquoteLines(text: string): string {
  const mark = /^\s*([<>*•-]) /.exec(text)?.[1];
  if (mark === undefined) return text;
  const lines = text.trim().split(/\r\n|[\r\n]/);
  if (!lines.every((line) => line.startsWith(`${mark} `) || /^[<>]?[ \t]*$/.test(line))) return text;
  return lines.map((line) => line.slice(2)).join('\n');
}

/** What Python's, IPython's or Node's prompt was given stands on lines of its own before what it printed. */
const REPL_INPUT = /^(?:[ \t]*(?:>>> |\.\.\. |In \[\d+\]: |> )[^\r\n]*(?:\r\n|[\r\n]))+(?=\s*(?:Out\[\d+\]: ?)?[[{(])/;
/**
 * A list that stands in a program, or is printed with its kind: `const cookies = [`, `export default [`, `Headers {`.
 * Without the word or the blanks it may be a cookie whose value is JSON: `prefs={"a":1}`.
 */
const ASSIGNED =
  /^\s*(?:Out\[\d+\]: ?|(?:export )?[A-Z][A-Z\d_]{0,60}=(?=['"]?\[\s*\{)|[\w-]{1,60}: ?(?=['"]\[\s*\{)|export default |(?:Object )?\[[\w :]{1,40}\] |[A-Z]\w{0,40}(?:\(\d+\))? |(?:export )?(?:const|let|var) [\w$]{1,60}(?:: ?[\w<>[\]]{1,40})? ?= ?|[A-Za-z_$][\w.$]{0,60}(?:: ?[\w<>[\]]{1,40})? = )(?=['"]?[[{])/;

/** A variable of a shell or program that holds a header's value. */
const ASSIGNED_HEADER =
  /^\s*(?:(?:export |set )?\w{0,40}cookies? ?= ?(?=(['"])[^'"]*\1\s*$)|(?:export )?(?:cookies?|[A-Z_]{1,40}_COOKIES?)=(?=[^\s;="']{1,100}=[^;=&]))/i;

/** Cookies by name: the word before them is all that says what they are. */
const ASSIGNED_PAIRS = /^\s*(?:(?:export )?(?:const|let|var) )?cookies(?:: ?[\w<>[\], ]{1,40})? ?= ?(?=\{)/i;

/** A call that is given a list or record, as in `await context.addCookies([`; JSONP is one. */
const CALL = /^\s*(?:await\s+)?[A-Za-z_$][\w.$]{0,80}\s?\((?=\s*[[{])/;

/** What a page's own API gives a cookie that says nothing else. Next.js has one of that name, which takes more. */
const IN_PAGE = /\bcookieStore\.set\s?\($/;
const SERVER_MEMBER = /\b(?:httpOnly|maxAge|secure)\b/;
const GIVEN_IN_PAGE = '{ secure: true, sameSite: "strict", hostOnly: false, ';

/** Another call of the kind, as in `driver.add_cookie({…})` line by line. */
const NEXT_CALL = /\}[ \t]*\)[ \t]*;?[ \t]*[\r\n]+[ \t]*(?:await[ \t]+)?[A-Za-z_$][\w.$]{0,80}[ \t]?\((?=\s{0,20}\{)/g;

function withoutProgram(text: string): string {
  const bare = text.replace(REPL_INPUT, '');
  const call = CALL.exec(bare.slice(0, 1000))?.[0];
  const closed = call === undefined ? null : /\)\s*;?\s*$/.exec(bare.slice(-100));
  if (call !== undefined && closed !== null) {
    const given = bare.slice(call.length, bare.length - closed[0].length).replace(NEXT_CALL, '},\n');
    return IN_PAGE.test(call) && !SERVER_MEMBER.test(given) ? given.replace(/^[ \t]*\{/gm, GIVEN_IN_PAGE) : given;
  }
  const pairs = ASSIGNED_PAIRS.exec(bare)?.[0];
  if (pairs !== undefined) return `{"cookies": ${bare.slice(pairs.length).trimEnd().replace(/;$/, '')}}`;
  return bare.replace(ASSIGNED, '');
}

/** The source of a web page writes quotes so. */
const ENTITY = /&(?:(quot|amp|lt|gt|apos)|#(\d{2,3})|#x([\da-f]{2}));/gi;
const ENTITIES: Readonly<Record<string, string>> = { quot: '"', amp: '&', lt: '<', gt: '>', apos: "'" };

/** The character of an entity; of none that is printed it is left as it stands. */
function ofEntity(
  entity: string,
  name: string | undefined,
  decimal: string | undefined,
  hex: string | undefined,
): string {
  if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? entity;
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
  return code >= 0x20 && code < 0x7f ? String.fromCharCode(code) : entity;
}
/** JSON in which a mark such as `&amp;` is text as it stands. */
const PLAIN_JSON = /^\s*[[{]\s*(?:[[{]\s*)?"/;
/** JSON that was cut out of a string: `[{\"name\":\"sid\"}]`. */
const ESCAPED_JSON = /^\s*[[{]\s*(?:[[{]\s*)?\\+"/;
/** A line break that was written out, before another header. */
const WRITTEN_BREAK = /(?:(?:\\r)?\\n|<br ?\/?>)(?=[\w-]{1,40}:[ \t])/g;

/** A mail's source writes `=` so, and breaks lines behind another one. */
const QUOTED_PRINTABLE = /;[ \t]*(?:path|expires|max-age|domain|samesite)=3D/i;

/** Takes back what the source of a page, or a string of a program, did to a text. No cookie holds such marks: `;` ends it. */
function unescaped(text: string, notes: TextNote[]): string {
  if (PLAIN_JSON.test(text)) return text;
  if (QUOTED_PRINTABLE.test(text)) {
    notes.push({ code: 'unescaped' });
    return text
      .replace(/=(?:\r\n|[\r\n])/g, '')
      .replace(/=([2-7][\dA-F])/g, (_, hex: string) => ofEntity(_, undefined, undefined, hex));
  }
  const plain = ESCAPED_JSON.test(text)
    ? text.replace(/\\(["\\/])/g, '$1')
    : (decoded(text) ?? text.replace(ENTITY, ofEntity).replace(WRITTEN_BREAK, '\n'));
  if (plain !== text) notes.push({ code: 'unescaped' });
  return plain;
}

/** What the whole of a text stands for in base64 or percent signs, or with the quotes of a word processor. */
function decoded(text: string): string | undefined {
  const whole = text.trim();
  if (/^[[{]\s*(?:[[{]\s*)?[“„]/.test(whole)) return whole.replace(/[“”„]/g, '"');
  if (/^(?:%5B|%7B|[^\s=%;]{1,100}%3D)[^\s=;]*$/i.test(whole)) return decodePercent(whole) ?? undefined;
  const packed = whole.replace(/(?<=^.{60,})[\r\n]+/gm, '');
  if (!/^[\w+/-]{16,}={0,2}$/.test(packed)) return undefined;
  const inner = decodeBase64Text(packed);
  return inner !== null && /^[\s!-~]+$/.test(inner) && /^\s*[[{]|[\w-]=|\t/.test(inner) ? inner : undefined;
}

/** A variable of CGI, PHP or WSGI: `HTTP_COOKIE=…`, `[HTTP_COOKIE] => …`. */
const CGI = /^[ \t]*\[?(?:\$_SERVER\[)?['"]?HTTP_([A-Z_]{1,40})['"]?\]{0,2}[ \t]*(?:=>|=|\t|:)[ \t]*/;

/** Such variables are the headers of a request; the others are of the server. */
function withoutCgi(text: string): string {
  const headers = text.includes('HTTP_COOKIE') ? text.split(/[\r\n]+/).filter((line) => CGI.test(line)) : [];
  if (headers.length === 0) return text;
  return headers.map((line) => line.replace(CGI, (_, name: string) => `${name.replaceAll('_', '-')}: `)).join('\n');
}

const CONSOLE_INPUT = /^[ \t]*(?:>{1,2} ?|» ?)?(?:window\.)?document\.cookie[ \t]*;?[ \t]*$/gm;
const CONSOLE_SET =
  /^[ \t]*(?:>{1,2} ?|» ?)?(?:window\.)?document\.cookie[ \t]*=[ \t]*(["'`])((?:(?!\1|\$\{).)*)\1[ \t]*;?[ \t]*$/gm;
/** Several statements on one line. */
const CONSOLE_NEXT = /;[ \t]*(?=(?:window\.)?document\.cookie[ \t]*=)/g;
/** What a program puts together is not known, and no cookie of that name. */
const CONSOLE_COMPUTED = /^([ \t]*(?:window\.)?)(document\.cookie)(?=[ \t]*=)/gm;
const CONSOLE_OUTPUT = /^[ \t]*(?:<[-.·]?|←) ?(?=["'])/gm;

/** The cookies of `document.cookie` in a console: asked for, answered, or set. */
function withoutConsole(text: string): string {
  if (!text.includes('document.cookie')) return text;
  return text
    .replace(CONSOLE_NEXT, ';\n')
    .replace(CONSOLE_SET, 'Set-Cookie: $2')
    .replace(CONSOLE_COMPUTED, '($1$2)')
    .replace(CONSOLE_INPUT, '')
    .replace(CONSOLE_OUTPUT, '');
}

/** The quotes that a word processor or a chat makes of plain ones, in the habits of several languages. */
const TYPOGRAPHIC: Readonly<Record<string, string>> = { '“': '”', '‘': '’', '„': '“', '‚': '‘', '«': '»', '»': '«' };

/** Takes off a pair of quotes or backticks around the whole. */
function unwrap(text: string): string {
  const trimmed = text.trim().replace(/^b(?=['"])/, '');
  const [ticks = ''] = /^`*/.exec(trimmed) ?? [];
  const mark = ticks === '' ? trimmed.charAt(0) : ticks;
  const end = TYPOGRAPHIC[mark] ?? mark;
  if (mark === '' || !/^(?:["'“‘„‚«»]|`{1,3})$/.test(mark)) return text;
  const inner = trimmed.slice(mark.length, -end.length);
  return trimmed.length >= 2 * mark.length && trimmed.endsWith(end) && !inner.includes(mark) ? inner : text;
}

const JAVA_LIST = /^\[[^\s;,=[\]{}"']+=[^\r\n]*?; ?(?:path|expires|max-age|domain|samesite)=/i;
/** The fields of a response: `{Content-Type=[text/html], Set-Cookie=[sid=abc; Path=/, lang=de; Path=/]}`. */
const JAVA_FIELDS = /^\{(?:[^\r\n]*?[ ,])?set-cookie=\[([^\]\r\n]*)\][^\r\n]*\}$/i;

/** Go prints lists with blanks between: `[sid=abc; Path=/; HttpOnly theme=dark; Path=/]`. */
const GO_NEXT = /(?<![;,]) (?=[^\s;=,"]{1,100}=)/g;

/** Java prints a set of Selenium's cookies so: `[sid=abc; path=/; domain=a.test, theme=dark; path=/]`. */
function unwrapJavaList(text: string): string {
  const trimmed = text.trim();
  if (JAVA_LIST.test(trimmed.slice(0, 5000)) && trimmed.endsWith(']')) {
    return joinedParts(trimmed.slice(1, -1).replace(GO_NEXT, '\n')).join('\n');
  }
  const fields = trimmed.startsWith('{') && trimmed.length < 100_000 ? JAVA_FIELDS.exec(trimmed)?.[1] : undefined;
  // What Java puts commas between are the items of its list, not of one line.
  return fields === undefined ? text : joinedParts(fields).join('\n');
}
