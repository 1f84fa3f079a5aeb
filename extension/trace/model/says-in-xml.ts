import type { BodySays } from './body-says.ts';
import { readJson } from './says-in-json.ts';

// What an answer in XML, or in the calls of GWT and DWR, says of who asks. Such services answer 200 as well.

/** Longest answer that is read for it, in characters: errors are short. */
const LONGEST = 20_000;

/** How many elements are looked at. */
const MOST_ELEMENTS = 40;

/** Shorter texts of an exception, in characters, are numbers and marks. */
const SHORTEST_SAID = 4;

/** How many codes and sentences of an error are read. */
const MOST_SAID = 5;

/** An element that is opened, without its prefix, and the text that follows. Each character is read once. */
const ELEMENT = /<(?:[\w-]{1,40}:)?([\w-]{1,60})(\s[^<>]{0,500})?>([^<]{0,300})/g;

/** What SOAP puts around an answer. */
const AROUND = /^(?:envelope|header|body)$/i;

/** The name of an answer's first element; what it holds is about the answer. */
const NAMES_ANSWER = /(?:response|result|reply|status)$|^(?:rsp|root|api|xml)$/i;

/** How far behind it an element is its own, as a rule. */
const NEAR_ROOT = 3;

const NAMES_ERROR = /^(?:errors?|fault|exception)$/i;

/** An answer that says by its status that it is an error: `<response status="fail">`. */
const SAYS_ERROR = /\b(?:status|stat|result|success)\s*=\s*["'](?:error|fail(?:ed|ure)?|false)["']/i;

/** What a status in an element of its own is called, and what it holds where all is well. */
const NAMES_STATUS = /^(?:response|status|error|result|return)_?code$/i;
const IS_GOOD = /^(?:0*|1|2\d\d|ok|success)$/i;

const NAMES_WORDS = /(?:code|string|message|msg|text|reason|description|error|exception)$/i;
const CODE_ATTRIBUTE = /\bcode\s*=\s*["']([^"'<>]{1,60})["']/i;

/** Reads codes and sentences of an error as those of one in JSON. */
function readSaid(said: readonly string[], path: string, status: number): BodySays | undefined {
  const errors = said.slice(0, MOST_SAID).map((text) => ({
    // `sf:INVALID_SESSION_ID`, `com.example.SessionExpiredException/1234`
    code: text.replace(/^(?!service\.)[\w.:]*[.:](?=\w)/, '').replace(/(?:Exception)?(?:\/\d+)?$/, ''),
    message: text,
  }));
  return readJson(JSON.stringify({ errors: errors.length === 0 ? [{}] : errors }), path, status);
}

/** True for what is XML, whatever its type says, and no page. */
export function isXml(body: string, mimeType: string): boolean {
  if (/xhtml/i.test(mimeType) || /<html\b/i.test(body.slice(0, 500))) return false;
  return /[/+]xml\b/i.test(mimeType) || /^\s*<\?xml\b/.test(body.slice(0, 100));
}

/** Reads what an answer in XML says of who asks, where it is an error; undefined: nothing that is known. */
export function readXml(body: string, path: string, status: number): BodySays | undefined {
  if (body.length > LONGEST) return undefined;
  const said: string[] = [];
  let isError = false;
  let root: string | undefined;
  let at = 0;
  for (const [, name = '', attributes = '', after = ''] of body.replaceAll('<![CDATA[', '').matchAll(ELEMENT)) {
    if (AROUND.test(name)) continue;
    root ??= name;
    at += 1;
    if (at > MOST_ELEMENTS) break;
    const text = after.replace(/\]\]>?$/, '').trim();
    // What is an error or a status deeper in it, or in what has another name, may be one of a list.
    const isOfAnswer = at === 1 || (at <= NEAR_ROOT && NAMES_ANSWER.test(root));
    const isEmpty = attributes.endsWith('/');
    isError ||= isOfAnswer && !isEmpty && (NAMES_ERROR.test(name) || (at === 1 && SAYS_ERROR.test(attributes)));
    isError ||= isOfAnswer && NAMES_STATUS.test(name) && !IS_GOOD.test(text);
    const coded = NAMES_ERROR.test(name) ? CODE_ATTRIBUTE.exec(attributes)?.[1] : undefined;
    if (coded !== undefined) said.push(coded);
    if (text !== '' && NAMES_WORDS.test(name)) said.push(text);
  }
  return isError ? readSaid(said, path, status) : undefined;
}

/**
 * Reads the exception that a call is answered with, by GWT (`//EX[…,["com.example.SessionExpiredException/1",…],0,7]`) or by
 * DWR (`dwr.engine._remoteHandleException("0","0",{javaClassName:"…",message:"Session has expired"})`).
 */
export function readException(text: string, path: string, status: number): BodySays | undefined {
  const said = (text.slice(0, LONGEST).match(/"[^"\\]*"/g) ?? []).map((each) => each.slice(1, -1));
  return readSaid(
    said.filter(({ length }) => length >= SHORTEST_SAID),
    path,
    status,
  );
}
