import { isRedacted } from '../../../cookies/redacted.ts';
import type { Header } from '../../model/event.ts';
import type { HarExchange } from './har-exchange.ts';

// Tools that clean a HAR put a word, a hash or random text in the place of values. Words are known as such (`isRedacted`);
// of other texts the whole file shows what no server does.

/** Values that all cookies of a small site may have: numbers, languages, flags, answers to a question for consent. */
const FLAG =
  /^(?:[\d.-]{1,9}|[a-z]{2}(?:[-_][a-z]{2})?|true|false|yes|no|on|off|accepted|allow|granted|den(?:y|ied))$/i;
/** A text that several cookies have by no chance. A token or a UUID may be kept under many names. */
const LONG = /^(?!eyJ|[\da-f]{8}-)(?=.*\d).{16}/i;

/** So many names have one value where it is a placeholder: some servers send an id under two. */
const SHARED = 3;
/** So many requests, each with a value that none set, carry random text. */
const STRAYS = 4;

/** The values of one name at one host. */
interface Place {
  readonly set: Set<string>;
  readonly sent: Set<string>;
  /** How many requests carried one. */
  readonly requests: number;
  /** Whether a value that was set came along, or a script may have written one. */
  readonly isKnown: boolean;
}

/** A pair of a header: a cookie that went along, or the one that a line sets. */
interface Pair {
  readonly name: string;
  readonly value: string;
  /** The name and the host. */
  readonly key: string;
  readonly isSet: boolean;
  readonly text: string;
}

/** An exchange with those values hidden that `hides` names; the same object where it names none. */
function withHidden(exchange: HarExchange, hides: (pair: Pair) => boolean): HarExchange {
  const host = exchange.address.split('/', 3)[2] ?? '';
  let isChanged = false;
  const visited = ([kind, text]: Header): Header => {
    const isSet = kind === 'set-cookie';
    if (kind !== 'cookie' && !isSet) return [kind, text];
    const pieces = text.split(';').map((piece, at) => {
      const equals = isSet && at > 0 ? -1 : piece.indexOf('=');
      const name = piece.slice(0, Math.max(equals, 0)).trim();
      const pair = { name, value: piece.slice(equals + 1).trim(), key: `${host} ${name}`, isSet, text };
      if (equals < 0 || !hides(pair)) return piece;
      isChanged = true;
      return `${piece.slice(0, equals)}=[redacted]`;
    });
    if (!isRedacted(text)) return [kind, pieces.join(';')];
    isChanged = true;
    return [kind, '[redacted]'];
  };
  const { requestHeaders, response } = exchange;
  const [sent, got] = [requestHeaders.map(visited), response?.headers.map(visited) ?? []];
  if (!isChanged) return exchange;
  return { ...exchange, requestHeaders: sent, ...(response && { response: { ...response, headers: got } }) };
}

/** What a file puts in the place of values shows in its first exchanges: it bounds the work. */
const LEARNT_FROM = 1_000;

/** The exchanges with `[redacted]` for what a tool put in the place of values. One without any is the same object. */
export function hidePlaceholders(exchanges: readonly HarExchange[]): readonly HarExchange[] {
  const places = new Map<string, Place>();
  const namesOf = new Map<string, Set<string>>();
  const learn = ({ name, value, key, isSet, text }: Pair): boolean => {
    // A line that empties a cookie shows no value.
    if (isRedacted(value) || (isSet && value === '')) return false;
    namesOf.set(value, (namesOf.get(value) ?? new Set()).add(name));
    const place = places.get(key) ?? { set: new Set(), sent: new Set(), requests: 0, isKnown: false };
    const { set, sent } = place;
    (isSet ? set : sent).add(value);
    const isKnown = place.isKnown || (isSet ? sent.has(value) || !/;\s*httponly/i.test(text) : set.has(value));
    places.set(key, { set, sent, isKnown, requests: place.requests + (isSet ? 0 : 1) });
    return false;
  };
  for (const exchange of exchanges.slice(0, LEARNT_FROM)) withHidden(exchange, learn);
  const isShared = ([value, { size }]: readonly [string, ReadonlySet<string>]): boolean =>
    size >= SHARED && !FLAG.test(value) && (namesOf.size === 1 || LONG.test(value));
  const isRandom = ([, { set, sent, requests, isKnown }]: readonly [string, Place]): boolean =>
    !isKnown && set.size > 0 && requests >= STRAYS && sent.size === requests;
  const shared = new Map([...namesOf].filter(isShared));
  const random = new Map([...places].filter(isRandom));
  return exchanges.map((exchange) =>
    withHidden(exchange, ({ value, key }) => shared.has(value) || random.has(key) || isRedacted(value)),
  );
}
