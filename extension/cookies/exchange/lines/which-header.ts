const SET_COOKIE = /^[ \t]*set-cookie2?(?:[ \t]*:|\t| (?:=|→|->) | (?=[^\s;,=]{1,100}=[^;\r\n]{0,4096};))/im;
/** Go's `cookie := …` and C++'s `Cookie::make` are programs. */
const COOKIE = /^[ \t]*cookie(?:[ \t]*:(?![:=])|\t)/im;
/** The beginning of an attribute that is known. */
export const ATTRIBUTE = /;\s*(?:path|expires|max-age|domain|secure|httponly|samesite|partitioned|priority)\b/i;
/** A name that a cookie may have at the beginning of a line: no prose, no URL, no tag. */
const PAIR = /^\s*[^\s;,=()<>@:\\"/[\]?{}]+=/;
const PAIR_LINES = /^(?:\s*[^\s;,=()<>@:\\"/[\]?{}]+=[^;\r\n]*(?:[\r\n]+|$)){2,}$/;

/** Whether a text is Set-Cookie lines, with the header's name or without, or pairs line by line. */
export function isSetCookieText(head: string): boolean {
  if (SET_COOKIE.test(head)) return true;
  if (COOKIE.test(head) || !isPairs(head)) return false;
  return ATTRIBUTE.test(head) || PAIR_LINES.test(head.slice(0, 2000));
}

/** Whether a line without a header's name begins with a pair. */
export function isPairLine(line: string): boolean {
  return PAIR.test(line);
}

/** Whether a text is a Cookie header, with its name or without. */
export function isBareCookieHeader(head: string): boolean {
  return COOKIE.test(head) || isPairs(head);
}

/** A field of a log behind another one, as in `level=info status=200`. */
const FIELD = / [\w.-]+=/g;
/** Settings of which one has a blank in its name: `User Id=sa;`. */
const SPACED_NAME = /^[^\r\n]{0,2000}?;[ \t]*[^\s;=]{1,100} [^\s;=]{1,100}=/;

/** Whether a text is one line of a log's fields, with no `;` between them. */
function isLogFields(head: string): boolean {
  return !/[;\r\n]/.test(head) && (head.match(FIELD)?.length ?? 0) >= 2;
}

/** Whether a text without a header's name begins with pairs, and not with an attribute, as in `max-age=1; includeSubDomains`. */
function isPairs(head: string): boolean {
  const [first = ''] = head.slice(0, 200).split(';');
  return PAIR.test(head) && !FITTING.test(first.trim()) && !isLogFields(head) && !SPACED_NAME.test(head);
}

/** The quotes that end what one begins, in the habits of several languages. */
const CLOSES: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '“': '”',
  '„': '“”',
  '«': '»',
  '»': '«',
  '‘': '’',
  '‚': '‘’',
  '`': '`',
};

/** A header's value without the quotes that a log put around the whole. */
export function withoutQuotes(value: string): string {
  const isClosed = value.length > 1 && (CLOSES[value.charAt(0)]?.includes(value.slice(-1)) ?? false);
  return isClosed && /^["'“„«‘‚»`][^"'“„«=;]{1,4096}=[^"'“”„»]*["'”“»’‘«`]$/.test(value) ? value.slice(1, -1) : value;
}

/** Attributes with values that fit them, which no pair of a Cookie header has. */
export const FITTING =
  /^(?:httponly|secure|partitioned|path=\/[^=]*|max-age=-?\d+|samesite=(?:lax|strict|none)|domain=\.?[\w-]+(?:\.[\w-]+)+|expires=[a-z]{3,9}, \d{1,2}[- ][a-z]{3}[- ].*)$/i;

/** Whether a text that is called a Cookie header is a Set-Cookie line: attributes stand behind its first pair. */
export function hasAttributes(header: string): boolean {
  const [first = '', ...rest] = withoutQuotes(header.trim()).split(';', 12);
  if (!first.includes('=')) return false;
  return rest.some((piece) => FITTING.test(piece.trim().slice(0, 200)));
}
