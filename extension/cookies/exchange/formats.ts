import { isFetch, isPowerShell, readFetch, readPowerShell } from './commands/read-code.ts';
import { isShellCommand, readShellCommand } from './commands/read-command.ts';
import type { TextErrorCode } from './exchange-codes.ts';
import type { ExchangeCookie, ExchangeExport, ExchangeOrigin, Reading } from './exchange-cookie.ts';
import type { ExchangeText } from './exchange-text.ts';
import { isEncryptedExport, isHar, isHtml, isQuery, isSettings } from './explained.ts';
import {
  cookieListOf,
  hasMember,
  isCookieRecord,
  isPlacelessList,
  namedCookies,
  nestedCookies,
  placedBy,
  readAssuming,
  readCookieList,
  someRecord,
} from './json/cookie-list.ts';
import { isCookieQuickManager, readCookieQuickManager } from './json/cookie-quick-manager.ts';
import { isDatabaseRows } from './json/database-rows.ts';
import { formatCookieEditor, formatEditThisCookie } from './json/extension-json.ts';
import { isGoCookies, readGoCookies } from './json/go-cookie.ts';
import { isHeaderJson, readHeaderJson } from './json/header-json.ts';
import { isJ2team, readJ2team } from './json/j2team.ts';
import {
  isCookiePairs,
  isCookieStore,
  isFirefoxPanel,
  isHttpie,
  readCookiePairs,
  readCookieStore,
  readFirefoxPanel,
  readHttpie,
} from './json/named-cookies.ts';
import { formatOwnJson, isOwnJson, readOwnJson } from './json/own-json.ts';
import { formatPuppeteer, isDevToolsProtocol } from './json/puppeteer.ts';
import { formatStorageState, isStorageState, readStorageState } from './json/storage-state.ts';
import {
  isBruno,
  isInsomnia,
  isPostmanCollection,
  isToughCookie,
  readBruno,
  readInsomnia,
  readPostmanCollection,
  readToughCookie,
} from './json/tough-cookie.ts';
import { isBidi, isCypress, isWebDriver, readBidi, readWebDriver } from './json/webdriver.ts';
import { formatCookieHeader, readCookieHeader } from './lines/cookie-header.ts';
import { isBlankTable, isCookieTable, readCookieTable } from './lines/cookie-table.ts';
import { isFirefoxStorage, readFirefoxStorage } from './lines/firefox-storage.ts';
import { isHttpHead, readHttpHead } from './lines/http-head.ts';
import { isLogLines, readLogLines } from './lines/log-lines.ts';
import { formatLwp, isLwp, readLwp } from './lines/lwp.ts';
import { formatNetscape, isNetscape, PYTHON_READER, readNetscape, WGET_READER } from './lines/netscape.ts';
import { isPythonJar, readPythonJar } from './lines/python-jar.ts';
import { formatSetCookieLines, readSetCookieText } from './lines/set-cookie-lines.ts';
import { isBareCookieHeader, isSetCookieText } from './lines/which-header.ts';
import { isYamlCookies, readYamlCookies } from './lines/yaml-cookies.ts';

/** One form in which cookies are carried. What is absent it cannot do. */
export interface ExchangeFormatRecord {
  readonly id: string;
  /** Key of its name in `_locales`. */
  readonly label: string;
  /** Whether a text is of this form. Asked in the order of the table, so the most particular forms stand first. */
  readonly recognise?: (text: ExchangeText) => boolean;
  /** Reads a text that `recognise` knows. Never throws; bounded; linear. */
  readonly read?: (text: ExchangeText, origin: ExchangeOrigin) => Reading;
  /** Writes cookies; `now` in ms since 1970. */
  readonly write?: (cookies: readonly ExchangeCookie[], now: number) => ExchangeExport;
  /** Ending and media type of the file that is written. */
  readonly file?: { readonly ending: string; readonly type: string };
}

const JSON_FILE = { ending: 'json', type: 'application/json' } as const;
const TEXT_FILE = { ending: 'txt', type: 'text/plain' } as const;

type Documents = Required<Pick<ExchangeFormatRecord, 'recognise' | 'read'>>;
type ReadDocument = (document: unknown, origin: ExchangeOrigin) => Reading;

/** A form of JSON. */
function document(
  is: (document: unknown) => boolean,
  read: ReadDocument = (list, origin) => readCookieList(list, origin),
): Documents {
  return {
    recognise: (text) => text.document !== undefined && is(text.document),
    read: (text, origin) => read(text.document, origin),
  };
}

/** A form of text, known by its beginning. */
function lines(is: (head: string) => boolean, read: (text: string, origin: ExchangeOrigin) => Reading): Documents {
  return {
    recognise: (text) => text.document === undefined && is(text.head),
    read: ({ text }, origin) => read(text, origin),
  };
}

/** A form that is known, but holds nothing to read: the code says what to do. */
const explained = (code: TextErrorCode) => (): Reading => ({ rows: [], error: { code } });

/** The forms of cookies. One more is one more record, and its file. Forms to write are offered in this order. */
export const FORMATS = [
  {
    id: 'sidtrail-json',
    label: 'jarFormatOwn',
    ...document(isOwnJson, readOwnJson),
    write: formatOwnJson,
    file: JSON_FILE,
  },
  {
    id: 'netscape',
    label: 'jarFormatNetscape',
    ...lines(isNetscape, readNetscape),
    write: (cookies: readonly ExchangeCookie[]) => formatNetscape(cookies),
    file: TEXT_FILE,
  },
  {
    id: 'netscape-python',
    label: 'jarFormatNetscapePython',
    write: (cookies: readonly ExchangeCookie[]) => formatNetscape(cookies, PYTHON_READER),
    file: TEXT_FILE,
  },
  {
    id: 'netscape-wget',
    label: 'jarFormatNetscapeWget',
    write: (cookies: readonly ExchangeCookie[]) => formatNetscape(cookies, WGET_READER),
    file: TEXT_FILE,
  },
  { id: 'har', label: 'jarFormatHar', ...document(isHar, explained('har')) },
  {
    id: 'encrypted-export',
    label: 'jarFormatEncrypted',
    ...document(isEncryptedExport, explained('encrypted-export')),
  },
  { id: 'cookie-store', label: 'jarFormatCookieStore', ...document(isCookieStore, readCookieStore) },
  {
    id: 'postman-collection',
    label: 'jarFormatPostman',
    ...document(isPostmanCollection, readPostmanCollection),
  },
  { id: 'insomnia', label: 'jarFormatInsomnia', ...document(isInsomnia, readInsomnia) },
  { id: 'bruno', label: 'jarFormatBruno', ...document(isBruno, readBruno) },
  { id: 'httpie', label: 'jarFormatHttpie', ...document(isHttpie, readHttpie) },
  { id: 'cookie-pairs', label: 'jarFormatCookieList', ...document(isCookiePairs, readCookiePairs) },
  { id: 'firefox-panel', label: 'jarFormatFirefoxPanel', ...document(isFirefoxPanel, readFirefoxPanel) },
  { id: 'database', label: 'jarFormatDatabase', ...document(isDatabaseRows) },
  {
    id: 'cookie-quick-manager',
    label: 'jarFormatCookieQuickManager',
    ...document(isCookieQuickManager, readCookieQuickManager),
  },
  { id: 'j2team', label: 'jarFormatJ2team', ...document(isJ2team, readJ2team) },
  {
    id: 'storage-state',
    label: 'jarFormatStorageState',
    ...document(isStorageState, readStorageState),
    write: formatStorageState,
    file: JSON_FILE,
  },
  { id: 'webdriver-bidi', label: 'jarFormatBidi', ...document(isBidi, readBidi) },
  {
    id: 'puppeteer',
    label: 'jarFormatPuppeteer',
    ...document(isDevToolsProtocol),
    write: formatPuppeteer,
    file: JSON_FILE,
  },
  {
    id: 'cookie-editor',
    label: 'jarFormatCookieEditor',
    ...document((list) =>
      someRecord(
        list,
        (item) => hasMember(item, 'hostOnly') && (item['storeId'] === null || item['sameSite'] === null),
      ),
    ),
    write: formatCookieEditor,
    file: JSON_FILE,
  },
  {
    id: 'edit-this-cookie',
    label: 'jarFormatEditThisCookie',
    ...document((list) => someRecord(list, (item) => hasMember(item, 'hostOnly') && typeof item['id'] === 'number')),
    write: formatEditThisCookie,
    file: JSON_FILE,
  },
  {
    id: 'cookies-api',
    label: 'jarFormatCookiesApi',
    ...document((list) => someRecord(list, (item) => hasMember(item, 'expirationDate', 'storeId', 'session'))),
  },
  { id: 'go', label: 'jarFormatGo', ...document(isGoCookies, readGoCookies) },
  { id: 'tough-cookie', label: 'jarFormatToughCookie', ...document(isToughCookie, readToughCookie) },
  { id: 'cypress', label: 'jarFormatCypress', ...document(isCypress) },
  { id: 'webdriver', label: 'jarFormatWebDriver', ...document(isWebDriver, readWebDriver) },
  { id: 'header-json', label: 'jarFormatHeaderJson', ...document(isHeaderJson, readHeaderJson) },
  {
    id: 'placeless-list',
    label: 'jarFormatCookieList',
    ...document(isPlacelessList, (list, origin) => readAssuming(cookieListOf(list) ?? [], placedBy(list, origin))),
  },
  { id: 'cookie-list', label: 'jarFormatCookieList', ...document((list) => someRecord(list, isCookieRecord)) },
  {
    id: 'nested-cookies',
    label: 'jarFormatCookieList',
    ...document(
      (value) => nestedCookies(value).length > 0,
      (value, origin) => readCookieList(nestedCookies(value), origin),
    ),
  },
  {
    id: 'named-cookies',
    label: 'jarFormatCookieList',
    ...document(
      (value) => namedCookies(value).length > 0,
      (value, origin) => readAssuming(namedCookies(value), origin),
    ),
  },
  { id: 'html', label: 'jarFormatHtml', ...lines(isHtml, explained('html')) },
  { id: 'settings', label: 'jarFormatSettings', ...lines(isSettings, explained('settings')) },
  { id: 'query', label: 'jarFormatQuery', ...lines(isQuery, explained('query')) },
  { id: 'yaml', label: 'jarFormatYaml', ...lines(isYamlCookies, readYamlCookies) },
  {
    id: 'lwp',
    label: 'jarFormatLwp',
    ...lines(isLwp, readLwp),
    write: formatLwp,
    file: TEXT_FILE,
  },
  { id: 'python-jar', label: 'jarFormatPythonJar', ...lines(isPythonJar, readPythonJar) },
  { id: 'powershell', label: 'jarFormatPowerShell', ...lines(isPowerShell, readPowerShell) },
  { id: 'command', label: 'jarFormatCommand', ...lines(isShellCommand, readShellCommand) },
  { id: 'fetch', label: 'jarFormatFetch', ...lines(isFetch, readFetch) },
  { id: 'firefox-storage', label: 'jarFormatFirefoxStorage', ...lines(isFirefoxStorage, readFirefoxStorage) },
  { id: 'http-head', label: 'jarFormatHttpHead', ...lines(isHttpHead, readHttpHead) },
  { id: 'cookie-table', label: 'jarFormatTable', ...lines(isCookieTable, readCookieTable) },
  { id: 'blank-table', label: 'jarFormatTable', ...lines(isBlankTable, explained('table-blanks')) },
  { id: 'log', label: 'jarFormatLog', ...lines(isLogLines, readLogLines) },
  {
    id: 'set-cookie',
    label: 'jarFormatSetCookie',
    ...lines(isSetCookieText, readSetCookieText),
    write: formatSetCookieLines,
    file: TEXT_FILE,
  },
  {
    id: 'cookie-header',
    label: 'jarFormatCookie',
    ...lines(isBareCookieHeader, readCookieHeader),
    write: formatCookieHeader,
    file: TEXT_FILE,
  },
] as const satisfies readonly ExchangeFormatRecord[];

type Known = (typeof FORMATS)[number];

/** Names a form of cookies. */
export type ExchangeFormat = Known['id'];
/** Key of a form's name in `_locales`. */
type ExchangeFormatLabel = Known['label'];
/** A form that cookies can be written in. */
export type WritableFormat = Extract<Known, { readonly write: unknown }>;

/** The forms that cookies can be written in. */
export const WRITABLE_FORMATS: readonly WritableFormat[] = FORMATS.filter(
  (format): format is WritableFormat => 'write' in format,
);

/** The form of that id. */
export function formatOf(
  id: ExchangeFormat,
): { readonly id: ExchangeFormat; readonly label: ExchangeFormatLabel } | undefined {
  return FORMATS.find((format) => format.id === id);
}
