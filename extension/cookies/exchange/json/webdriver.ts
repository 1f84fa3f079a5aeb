import { decodeBase64Text, isRecord } from '../../base64.ts';
import type { ExchangeOrigin, Reading } from '../exchange-cookie.ts';
import { firstRecords, hasMember, readCookieList, someRecord } from './cookie-list.ts';
import { withLaxNote } from './storage-state.ts';

const LOWER_CASE = new Set(['lax', 'strict', 'no_restriction', 'unspecified']);

/** The members of WebDriver's serialised cookie (WebDriver §14), and Cypress' own. */
const MEMBERS = new Set(['name', 'value', 'path', 'domain', 'secure', 'httpOnly', 'expiry', 'sameSite', 'hostOnly']);

/** What WebDriver's serialised cookie has: `expiry` in seconds, nothing for a session cookie. */
function isWebDriverLike(document: unknown): boolean {
  const records = firstRecords(document);
  if (records.some((record) => hasMember(record, 'expiry'))) return true;
  return (
    records.length > 0 &&
    records.every(
      (record) => hasMember(record, 'httpOnly') && Object.keys(record).every((member) => MEMBERS.has(member)),
    )
  );
}

/** Cypress gives WebDriver's members with SameSite in the cookies API's words. */
export function isCypress(document: unknown): boolean {
  return (
    isWebDriverLike(document) &&
    someRecord(document, ({ sameSite, hostOnly }) => hostOnly !== undefined || LOWER_CASE.has(String(sameSite)))
  );
}

/** Selenium's `get_cookies()`, WebdriverIO's `getCookies()`. */
export function isWebDriver(document: unknown): boolean {
  return isWebDriverLike(document);
}

/** Reads WebDriver's cookies. */
export function readWebDriver(document: unknown, origin: ExchangeOrigin): Reading {
  return withLaxNote(readCookieList(document, origin));
}

/** WebDriver BiDi's `storage.getCookies`: the value is a record of its own. */
export function isBidi(document: unknown): boolean {
  return someRecord(
    document,
    ({ value }) => isRecord(value) && (value['type'] === 'string' || value['type'] === 'base64'),
  );
}

/** Reads WebDriver BiDi's cookies; a value that is no UTF-8 cannot be put into a jar as text. */
export function readBidi(document: unknown, origin: ExchangeOrigin): Reading {
  return readCookieList(document, origin, (record) => {
    const { value } = record;
    if (!isRecord(value)) return record;
    const given = value['value'];
    const text = value['type'] === 'base64' && typeof given === 'string' ? decodeBase64Text(given) : given;
    return text === null ? record : { ...record, value: text };
  });
}
