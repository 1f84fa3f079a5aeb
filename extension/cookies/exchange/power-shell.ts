import { parseCookieHeader } from '../parse-cookie-header.ts';
import type { CurlRequest } from './curl-command.ts';

/** Headers that Invoke-WebRequest refuses to take by name, or has parameters for. */
const OWN_HEADERS: ReadonlySet<string> = new Set([
  'host',
  'connection',
  'proxy-connection',
  'content-length',
  'transfer-encoding',
  'expect',
  'range',
  'accept-encoding',
]);

/**
 * PowerShell commands that repeat a request, its cookies included. Cookies go through a session: Windows PowerShell 5.1
 * drops a Cookie header that is set by name.
 */
export function powerShellCommand({ url, method, headers, body }: CurlRequest): string {
  const lines = ['$session = New-Object Microsoft.PowerShell.Commands.WebRequestSession'];
  const named = new Map<string, string>();
  let contentType: string | undefined;
  for (const { name, value } of headers) {
    const lower = name.toLowerCase();
    if (name.startsWith(':') || OWN_HEADERS.has(lower)) continue;
    if (lower === 'user-agent') lines.push(`$session.UserAgent = ${quote(value)}`);
    else if (lower === 'content-type') contentType = value;
    else if (lower === 'cookie') lines.push(...cookieLines(url, value));
    // A hash table has each name once, in whatever case.
    else named.set(lower, named.has(lower) ? `${named.get(lower)}, ${value}` : value);
  }
  const words = [`-Uri ${quote(url)}`, `-Method ${quote(method)}`, '-WebSession $session', '-MaximumRedirection 0'];
  if (named.size > 0) {
    words.push(
      `-Headers @{\n${[...named].map(([name, value]) => `    ${quote(name)} = ${quote(value)}`).join('\n')}\n  }`,
    );
  }
  if (contentType !== undefined) words.push(`-ContentType ${quote(contentType)}`);
  if (body !== undefined) words.push(`-Body ${quote(body)}`);
  return [...lines, `Invoke-WebRequest -UseBasicParsing ${words.join(' `\n  ')}`].join('\n');
}

function cookieLines(url: string, header: string): readonly string[] {
  const host = URL.canParse(url) ? new URL(url).hostname : '';
  return parseCookieHeader(header).map(
    ({ name, value }) =>
      `$session.Cookies.Add((New-Object System.Net.Cookie(${quote(name)}, ${quote(value)}, '/', ${quote(host)})))`,
  );
}

/**
 * A verbatim string: nothing in it is read but single quotes, which are doubled, the typographic ones too
 * (about_Quoting_Rules). NUL ends a script.
 */
function quote(text: string): string {
  return `'${text.replaceAll('\0', '').replace(/['\u2018-\u201b]/g, '$&$&')}'`;
}
