import type { HarExchange } from './har-exchange.ts';
import type { PlaceEvidence } from './resource-type.ts';

/** Longest time between a redirect's head and the request that follows it, in ms. */
const SLOWEST = 60_000;

const DOCUMENTS: ReadonlySet<PlaceEvidence> = new Set(['main', 'frame', 'navigation']);

/** A document is not redirected to an image, and an image to no document. */
function fit(hop: HarExchange, next: HarExchange): boolean {
  if (hop.pageref !== undefined && next.pageref !== undefined && hop.pageref !== next.pageref) return false;
  if (next.started - hop.responded > SLOWEST) return false;
  // Of two requests that are alike in address and time, neither shows that it came of the other.
  if (next.address === hop.address && next.started === hop.started) return false;
  const [from, to] = [hop.evidence.place, next.evidence.place];
  if (DOCUMENTS.has(from)) return to !== 'resource';
  return from !== 'resource' || !DOCUMENTS.has(to);
}

/**
 * For each exchange the one that redirected to it, where the file holds it: a HAR lists each hop of a redirect as an
 * entry of its own and does not say that they belong together.
 *
 * @param inTime exchanges in the order of their beginnings
 */
export function redirectsBefore(inTime: readonly HarExchange[]): ReadonlyMap<HarExchange, HarExchange> {
  const before = new Map<HarExchange, HarExchange>();
  const waiting = new Map<string, HarExchange[]>();
  for (const exchange of inTime) {
    const hops = waiting.get(exchange.address);
    const at = hops?.findLastIndex((hop) => fit(hop, exchange)) ?? -1;
    const hop = hops?.[at];
    if (hops !== undefined && hop !== undefined) {
      before.set(exchange, hop);
      hops.splice(at, 1);
    }
    const { redirectsTo } = exchange;
    if (redirectsTo === undefined) continue;
    const others = waiting.get(redirectsTo);
    if (others === undefined) waiting.set(redirectsTo, [exchange]);
    // A page that is redirected to without end need not be remembered without end.
    else if (others.push(exchange) > 20) others.shift();
  }
  return before;
}
