import { joinedParts } from '../../../cookies/joined-lines.ts';
import { parseCookieHeader } from '../../../cookies/parse-cookie-header.ts';
import type { Header } from '../../model/event.ts';
import type { HarExchange } from './har-exchange.ts';
import type { HarTool } from './har-tools.ts';

// Some tools join the Set-Cookie lines of a response by commas when they write the file: WebKit keeps one value for each
// header name. On the wire a joined line loses every cookie but its first, so a cookie that comes back was not joined there.

/** The exchanges with those Set-Cookie lines apart that the tool has joined. Lines that came joined stay as they came. */
export function separateJoinedLines(exchanges: readonly HarExchange[], { joins }: HarTool): readonly HarExchange[] {
  const joined = new Set(exchanges.filter(holdsJoinedLine));
  if (joined.size === 0) return exchanges;
  const carried = joins === true ? undefined : carriedAt(exchanges);
  return exchanges.map((exchange) => {
    if (!joined.has(exchange) || exchange.response === undefined) return exchange;
    const cameBack = (line: string): boolean => {
      const first = carried?.get(pairOf(line));
      return first !== undefined && first >= exchange.responded;
    };
    const headers = exchange.response.headers.flatMap(([name, value]): Header[] => {
      if (name !== 'set-cookie') return [[name, value]];
      const parts = joinedParts(value);
      const isOfTool = carried === undefined || parts.slice(1).some(cameBack);
      return isOfTool ? parts.map((part): Header => ['set-cookie', part]) : [[name, value]];
    });
    return { ...exchange, response: { ...exchange.response, headers } };
  });
}

function holdsJoinedLine({ response }: HarExchange): boolean {
  return response?.headers.some(([name, value]) => name === 'set-cookie' && joinedParts(value).length > 1) === true;
}

/** When each cookie went along first, in ms since 1970; by name and value. */
function carriedAt(exchanges: readonly HarExchange[]): ReadonlyMap<string, number> {
  const first = new Map<string, number>();
  for (const { started, requestHeaders } of exchanges) {
    for (const [name, header] of requestHeaders) {
      if (name !== 'cookie') continue;
      for (const pair of parseCookieHeader(header)) {
        const key = `${pair.name}=${pair.value}`;
        first.set(key, Math.min(first.get(key) ?? started, started));
      }
    }
  }
  return first;
}

function pairOf(line: string): string {
  const [pair] = parseCookieHeader(line.split(';', 1)[0] ?? '');
  return pair === undefined ? '' : `${pair.name}=${pair.value}`;
}
