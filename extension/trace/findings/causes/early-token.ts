import { headerValue } from '../../model/headers.ts';
import type { Session } from '../../model/session.ts';
import { code, span } from '../../words/phrase.ts';
import type { FindingParam } from '../finding.ts';
import type { Moment } from '../site-view.ts';
import { validFrom } from '../token-expiry.ts';

/** Shortest time by which a token is too early, in ms: NumericDates and Date headers count whole seconds. */
const AHEAD = 1_500;

/** A refused token that says that it is not valid yet, by the refusing server's clock where its Date shows it. */
export function earlyToken(
  { value }: Session,
  { entry, answered }: Moment,
):
  | { readonly variant: 'early' | 'early-by-server'; readonly params: Readonly<Record<string, FindingParam>> }
  | undefined {
  const from = validFrom(value);
  if (from === undefined) return undefined;
  const server = Date.parse(headerValue(entry.responseHeaders, 'date') ?? '');
  const ahead = from.time * 1000 - (Number.isNaN(server) ? answered : server);
  if (ahead < AHEAD) return undefined;
  return {
    variant: Number.isNaN(server) ? 'early' : 'early-by-server',
    params: { claim: code(from.claim), ahead: span(ahead) },
  };
}
