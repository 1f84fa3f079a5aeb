import type { HarToolId } from '../../model/file-codes.ts';

/** What a tool's HARs have in common. */
export interface HarTool {
  readonly id: HarToolId;
  /** What `log.creator.name` looks like. */
  readonly name: RegExp;
  /** What stands behind the requests: one browser, whatever went through a proxy, or the tool itself. */
  readonly sees: 'browser' | 'proxy' | 'client';
  /** What one of `log.pages` is: the load of one document, or a tab over its whole life. */
  readonly pages: 'loads' | 'tabs';
  /** True where it joins the Set-Cookie lines of a response by commas, however they came. */
  readonly joins?: true;
}

/** The first that fits is it: the drivers of browsers stand before the browsers. */
export const HAR_TOOLS: readonly HarTool[] = [
  { id: 'sidtrail', name: /^sidtrail$/i, sees: 'browser', pages: 'loads' },
  { id: 'playwright', name: /playwright/i, sees: 'browser', pages: 'tabs' },
  { id: 'cypress', name: /cypress|neuralegion/i, sees: 'browser', pages: 'loads' },
  { id: 'selenium', name: /selenium|browsermob|browserup/i, sees: 'proxy', pages: 'loads' },
  {
    id: 'puppeteer',
    name: /puppeteer|chrome-har|chrome har capturer|browsertime|sitespeed|webpagetest/i,
    sees: 'browser',
    pages: 'loads',
  },
  { id: 'charles', name: /charles/i, sees: 'proxy', pages: 'loads' },
  { id: 'fiddler', name: /fiddler/i, sees: 'proxy', pages: 'loads' },
  { id: 'mitmproxy', name: /mitm(?:proxy|dump|web)/i, sees: 'proxy', pages: 'loads' },
  { id: 'proxyman', name: /proxyman/i, sees: 'proxy', pages: 'loads' },
  { id: 'http-toolkit', name: /http ?toolkit/i, sees: 'proxy', pages: 'loads' },
  { id: 'burp', name: /burp|portswigger/i, sees: 'proxy', pages: 'loads' },
  { id: 'zap', name: /\bzap\b|owasp/i, sees: 'proxy', pages: 'loads' },
  { id: 'insomnia', name: /insomnia/i, sees: 'client', pages: 'loads' },
  { id: 'postman', name: /postman/i, sees: 'client', pages: 'loads' },
  { id: 'safari', name: /webkit web inspector|^safari/i, sees: 'browser', pages: 'loads', joins: true },
  { id: 'firefox', name: /firefox|librewolf|waterfox|floorp|tor browser/i, sees: 'browser', pages: 'loads' },
  {
    id: 'chrome',
    name: /^webinspector$|chrom(?:e|ium)|microsoft edge|brave|opera|vivaldi/i,
    sees: 'browser',
    pages: 'loads',
  },
];

const OTHER: HarTool = { id: 'other', name: /^/, sees: 'proxy', pages: 'loads' };

/** The tool that `log.creator.name` names. */
export function harToolOf(creator: string): HarTool {
  return HAR_TOOLS.find(({ name }) => name.test(creator)) ?? OTHER;
}

/** A browser or another program that made requests. */
export interface Requester {
  /** As it is named on screen: `Safari`. */
  readonly product: string;
  /** Whose cookie rules it follows; absent: those of neither Chromium nor Firefox. */
  readonly rules?: 'chrome' | 'firefox';
  /** False for what shows no pages: a command line, a library, an app. */
  readonly isBrowser?: false;
}

/** By `log.browser`, the creator's name or a User-Agent (RFC 9110 section 10.1.5); the first that fits is it. */
const REQUESTERS: readonly (readonly [pattern: RegExp, requester: Requester])[] = [
  // Every browser of iOS is WebKit inside, whatever its name.
  [/crios\/|fxios\/|edgios\/|opios\//i, { product: 'WebKit' }],
  [/trident\/|msie |internet explorer/i, { product: 'Internet Explorer' }],
  [/firefox|gecko\/20100101|librewolf|waterfox|floorp|tor browser/i, { product: 'Firefox', rules: 'firefox' }],
  [
    /chrom(?:e|ium)|^webinspector\b|microsoft edge|edg\/|brave|opera|opr\/|vivaldi|samsungbrowser|yabrowser|electron/i,
    { product: 'Chrome', rules: 'chrome' },
  ],
  [/webkit web inspector|safari/i, { product: 'Safari' }],
  [/webkit/i, { product: 'WebKit' }],
  [/^curl/i, { product: 'curl', isBrowser: false }],
  [/postman/i, { product: 'Postman', isBrowser: false }],
  [/insomnia/i, { product: 'Insomnia', isBrowser: false }],
  [/^wget/i, { product: 'Wget', isBrowser: false }],
  [/^python|^aiohttp|^httpx/i, { product: 'Python', isBrowser: false }],
  [/^okhttp/i, { product: 'OkHttp', isBrowser: false }],
  [/cfnetwork\//i, { product: 'CFNetwork', isBrowser: false }],
  [/^go-http-client/i, { product: 'Go', isBrowser: false }],
  [/^java\/|^apache-httpclient/i, { product: 'Java', isBrowser: false }],
  [/^node|^axios|^undici|^got /i, { product: 'Node.js', isBrowser: false }],
  [/^dart\//i, { product: 'Dart', isBrowser: false }],
];

/** Who a name or a User-Agent speaks of; undefined where it is not known here. */
export function requesterOf(text: string): Requester | undefined {
  return REQUESTERS.find(([pattern]) => pattern.test(text))?.[1];
}
