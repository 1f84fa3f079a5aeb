import type { Header } from '../../model/event.ts';
import { recordOf, textOf } from '../json-value.ts';
import { harHeaders } from './har-headers.ts';

/** Who wrote a HAR, and in which browser its requests were made. */
export interface HarSource {
  /** The tool and its version, as the file names them: `Playwright 1.65.1`. */
  readonly tool: string;
  readonly browser: 'chrome' | 'firefox';
  readonly browserVersion: string;
  /** False: nothing in the file tells the browser, and Chrome's rules are assumed. */
  readonly browserKnown: boolean;
}

/** What a HAR's own members and its first User-Agent say; the first that speaks is believed. */
const BROWSERS: readonly (readonly [pattern: RegExp, browser: 'chrome' | 'firefox'])[] = [
  [/firefox|gecko\/20100101/i, 'firefox'],
  [/chrom(e|ium)|webinspector|edg\//i, 'chrome'],
];

function named(value: unknown): string {
  const item = recordOf(value);
  return [textOf(item['name']), textOf(item['version'])].filter(Boolean).join(' ');
}

/**
 * @param creator `log.creator`
 * @param browser `log.browser`
 * @param firstEntry the first of `log.entries`, for its User-Agent
 */
export function harSourceOf(creator: unknown, browser: unknown, firstEntry: unknown): HarSource {
  const headers: readonly Header[] = harHeaders(recordOf(recordOf(firstEntry)['request'])['headers'], 'octets');
  const userAgent = headers.find(([name]) => name === 'user-agent')?.[1] ?? '';
  for (const witness of [named(browser), named(creator), userAgent]) {
    for (const [pattern, name] of BROWSERS) {
      if (!pattern.test(witness)) continue;
      const version =
        textOf(recordOf(browser)['version']) ?? /(?:firefox|chrome|chromium)\/([\d.]+)/i.exec(userAgent)?.[1] ?? '';
      return { tool: named(creator), browser: name, browserVersion: version, browserKnown: true };
    }
  }
  return { tool: named(creator), browser: 'chrome', browserVersion: '', browserKnown: false };
}
