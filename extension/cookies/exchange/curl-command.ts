/** The shell that the command is pasted into. */
export type Shell = 'posix' | 'cmd';

/** A request to repeat. */
export interface CurlRequest {
  readonly url: string;
  /** Upper case. */
  readonly method: string;
  /** In order; names as they came. `Cookie` among them. */
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly body?: string;
}

/** Headers that curl makes itself, better than a recorded value would. */
const OWN_HEADERS = new Set(['host', 'content-length', 'connection', 'transfer-encoding', 'accept-encoding']);

/** A curl command that repeats a request, its cookies included: safe to paste, whatever the URL and headers hold. */
export function curlCommand(request: CurlRequest, shell: Shell = 'posix'): string {
  const quote = QUOTE[shell];
  const words = [`curl ${quote(request.url)}`];
  if (request.method === 'HEAD') words.push('--head');
  else if (request.method !== (request.body === undefined ? 'GET' : 'POST')) words.push(`-X ${quote(request.method)}`);
  for (const { name, value } of request.headers) {
    if (name.startsWith(':') || OWN_HEADERS.has(name.toLowerCase())) continue;
    // "Name:" alone would remove the header; "Name;" sends it empty.
    words.push(`-H ${quote(value === '' ? `${name};` : `${name}: ${value}`)}`);
  }
  if (request.headers.some(({ name }) => name.toLowerCase() === 'accept-encoding')) words.push('--compressed');
  if (request.body !== undefined) words.push(`--data-raw ${quote(request.body)}`);
  // Without it curl takes [ ] { } in a URL for a range.
  if (/[[\]{}]/.test(request.url)) words.push('--globoff');
  return words.join(shell === 'posix' ? ' \\\n  ' : ' ^\n  ');
}

const QUOTE: Readonly<Record<Shell, (text: string) => string>> = { posix: quotePosix, cmd: quoteCmd };

/** One word for any POSIX shell: all between single quotes, which take everything but themselves. NUL cannot be passed at all. */
function quotePosix(text: string): string {
  return `'${text.replaceAll('\0', '').replaceAll("'", "'\\''")}'`;
}

/**
 * One word for cmd.exe. It is quoted for the C runtime first: backslashes before quotes are doubled. Then a caret
 * escapes every character that cmd reads, quotes too, so % and ! stay what they are. Line breaks would end the command:
 * they go.
 */
function quoteCmd(text: string): string {
  const flat = text.replace(/[\0\r\n]/g, ' ');
  const runtime = `"${flat.replace(BACKSLASHES, doubled)}"`;
  return runtime.replace(/[^A-Za-z0-9 _\-:=+/.,;@\\~]/g, '^$&');
}

/** A quote, or a whole run of backslashes with the quote after it: a run is read once, however long it is. */
const BACKSLASHES = /(\\+)("?)|"/g;

/** Backslashes count as themselves, but before a quote and at the end. */
function doubled(all: string, run: string | undefined, quote: string, at: number, text: string): string {
  if (run === undefined) return '\\"';
  if (quote === '') return at + all.length === text.length ? run + run : run;
  return `${run}${run}\\"`;
}
