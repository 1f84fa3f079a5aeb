import type { LossCode } from './exchange-codes.ts';
import type { ExchangeCookie, ExchangeExport } from './exchange-cookie.ts';

/** The same loss for each cookie that it befalls. */
export function lossesOf(
  cookies: readonly ExchangeCookie[],
  loss: LossCode,
  befalls: (cookie: ExchangeCookie) => boolean = () => true,
): ExchangeExport['losses'] {
  return cookies.filter(befalls).map((cookie) => ({ cookie, loss }));
}

/** For formats that know no partitions. */
export function partitionLosses(cookies: readonly ExchangeCookie[]): ExchangeExport['losses'] {
  return lossesOf(cookies, 'partition', ({ partitionKey }) => partitionKey?.topLevelSite !== undefined);
}

/** For formats that know no SameSite. */
export function sameSiteLosses(cookies: readonly ExchangeCookie[]): ExchangeExport['losses'] {
  return lossesOf(cookies, 'same-site', ({ sameSite }) => sameSite !== 'unspecified');
}
