import type { ExchangeCookie, ExchangeExport } from '../exchange-cookie.ts';
import { partitionLosses } from '../losses.ts';

/** Cookies as Cookie-Editor exports and imports them. */
export function formatCookieEditor(cookies: readonly ExchangeCookie[]): ExchangeExport {
  const list = cookies.map((cookie) => ({
    ...common(cookie),
    sameSite: cookie.sameSite === 'unspecified' ? null : cookie.sameSite,
    storeId: cookie.storeId ?? null,
  }));
  return { text: `${JSON.stringify(list, null, 4)}\n`, losses: partitionLosses(cookies) };
}

/** Cookies as EditThisCookie exports and imports them. */
export function formatEditThisCookie(cookies: readonly ExchangeCookie[]): ExchangeExport {
  const list = cookies.map((cookie, index) => ({
    ...common(cookie),
    sameSite: cookie.sameSite,
    storeId: cookie.storeId ?? '0',
    id: index + 1,
  }));
  return { text: `${JSON.stringify(list, null, 4)}\n`, losses: partitionLosses(cookies) };
}

function common(cookie: ExchangeCookie): Record<string, unknown> {
  return {
    domain: cookie.domain,
    ...(cookie.expirationDate !== undefined && { expirationDate: cookie.expirationDate }),
    hostOnly: cookie.hostOnly,
    httpOnly: cookie.httpOnly,
    name: cookie.name,
    path: cookie.path,
    secure: cookie.secure,
    session: cookie.session,
    value: cookie.value,
  };
}
