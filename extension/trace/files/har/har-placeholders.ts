import { isRedacted } from '../../../cookies/redacted.ts';
import type { Header } from '../../model/event.ts';
import type { HarExchange } from './har-exchange.ts';

// Tools that clean a HAR put a word, a hash or random text in the place of values. Words are known as such (`isRedacted`);
// of other texts the whole file shows what no server does.

/** Values that all cookies of a small site may have: numbers, flags, answers to a question for consent. */
const FLAG = /^(?:[\d.-]{1,9}|true|false|yes|no|on|off|accepted|allow|granted|den(?:y|ied))$/i;
/** A text that several cookies have by no chance. */
const LONG = /^(?=.*\d).{16}/;

/** So many names have one value where it is a placeholder: some servers send an id under two. */
const SHARED = 3;
/** So many requests, each with a value that none set, carry random text. */
const STRAYS = 4;

/** The values of one name at one host. */
interface Place {
  readonly set: Set<string>;
  readonly sent: Set<string>;
  /** NaN: a value that was set came along, or a script may have written one. */
  requests: number;
}

/** Hears of each pair of a header, and says whose value is hidden. */
type Visit = (pair: { readonly name: string; readonly value: string; readonly key: string }, header: Header) => boolean;

function withPairs(exchange: HarExchange, visit: Visit): HarExchange {
  const host = exchange.address.split('/', 3)[2] ?? '';
  let isChanged = false;
  const visited = (headers: readonly Header[] = []): Header[] =>
    headers.map((header) => {
      const [kind, text] = header;
      const pairs = kind === 'cookie' ? /(?<=^|;)([^=;]*)=([^;]*)/g : /^([^=;]*)=([^;]*)/;
      if (kind !== 'cookie' && kind !== 'set-cookie') return header;
      const hide = (pair: string, name: string, value: string): string => {
        const key = `${host} ${name.trim()}`;
        if (!visit({ name: name.trim(), value: value.trim(), key }, header)) return pair;
        isChanged = true;
        return `${name}=[redacted]`;
      };
      const made = isRedacted(text) ? '[redacted]' : text.replace(pairs, hide);
      isChanged ||= made !== text || made === '[redacted]';
      return [kind, made];
    });
  const { requestHeaders, response } = exchange;
  const [sent, got] = [visited(requestHeaders), visited(response?.headers)];
  return isChanged
    ? { ...exchange, requestHeaders: sent, ...(response && { response: { ...response, headers: got } }) }
    : exchange;
}

/** The exchanges with `[redacted]` for what a tool put in the place of values. One without any is the same object. Linear. */
export function hidePlaceholders(exchanges: readonly HarExchange[]): readonly HarExchange[] {
  const places = new Map<string, Place>();
  const namesOf = new Map<string, Set<string>>();
  const learn: Visit = ({ name, value, key }, [kind, text]) => {
    const isSet = kind === 'set-cookie';
    // A line that empties a cookie shows no value.
    if (isRedacted(value) || (isSet && value === '')) return false;
    namesOf.set(value, (namesOf.get(value) ?? new Set()).add(name));
    const { set, sent, requests } = places.get(key) ?? { set: new Set(), sent: new Set(), requests: 0 };
    (isSet ? set : sent).add(value);
    const isKnown = isSet ? sent.has(value) || !/;\s*httponly/i.test(text) : set.has(value);
    places.set(key, { set, sent, requests: isKnown ? Number.NaN : requests + (isSet ? 0 : 1) });
    return false;
  };
  for (const exchange of exchanges) withPairs(exchange, learn);
  const isShared = (value: string): boolean =>
    (namesOf.get(value)?.size ?? 0) >= SHARED && !FLAG.test(value) && (namesOf.size === 1 || LONG.test(value));
  const isRandom = (place: Place | undefined): boolean =>
    place !== undefined && place.set.size > 0 && place.requests >= STRAYS && place.sent.size === place.requests;
  return exchanges.map((each) =>
    withPairs(each, ({ value, key }) => isRedacted(value) || isShared(value) || isRandom(places.get(key))),
  );
}
