import type { JarCookie } from '../../extension/cookies/browser-cookie.ts';
import { BROWSER_RULES } from '../../extension/cookies/browser-rules.ts';
import { parseCookieHeader } from '../../extension/cookies/parse-cookie-header.ts';
import { publicSuffixList } from '../../extension/cookies/public-suffixes.ts';
import { retrieveCookies } from '../../extension/cookies/retrieve-cookies.ts';
import { cookieRequestOf } from '../../extension/trace/verdicts/cookie-request.ts';
import { until } from '../browser/harness/until.ts';
import type { Ground } from './ground.ts';
import type { Judgement } from './judgement.ts';
import { receive } from './run-set-cookie.ts';

/** Responses one after the other; then the next request shows in which order the cookies go along. */
export interface OrderCase {
  readonly note: string;
  readonly responses: readonly (readonly string[])[];
}

export const ORDER_CASES: readonly OrderCase[] = [
  { note: 'as they came', responses: [['a=1'], ['b=1'], ['c=1']] },
  { note: 'all of one response', responses: [['c=1', 'a=1', 'b=1']] },
  { note: 'the longer path first', responses: [['a=1; Path=/'], ['b=1; Path=/gt'], ['c=1; Path=/']] },
  { note: 'the first gets another value', responses: [['a=1'], ['b=1'], ['a=2']] },
  { note: 'the first gets its own value again', responses: [['a=1'], ['b=1'], ['a=1']] },
  { note: 'the first gets a flag', responses: [['a=1'], ['b=1'], ['a=1; HttpOnly']] },
  { note: 'the first gets an expiry', responses: [['a=1'], ['b=1'], ['a=1; Max-Age=600']] },
  { note: 'the first gets another value and an expiry', responses: [['a=1'], ['b=1'], ['a=2; Max-Age=600']] },
  { note: 'the first gets another value and its old one again', responses: [['a=1'], ['b=1'], ['a=2'], ['a=1']] },
  { note: 'the first is deleted and set again', responses: [['a=1'], ['b=1'], ['a=; Max-Age=0'], ['a=1']] },
  { note: 'two of one name', responses: [['a=1; Domain=a.test'], ['a=2'], ['a=3; Domain=a.test']] },
];

const URL_OF_ALL = 'http://a.test/gt/x';

/** Sets the case's cookies, asks again, and compares the Cookie header's order with what the extension's jar says. */
export async function runOrder(ground: Ground, { note, responses }: OrderCase): Promise<Judgement> {
  await ground.clearCookies();
  for (const lines of responses) {
    const asked = await receive(
      ground,
      URL_OF_ALL,
      lines.map((line) => Buffer.from(line)),
    );
    await ground.log.entry(asked);
    await ground.jar();
    // Creation times are given in ms.
    const now = Date.now();
    await until(() => Date.now() > now + 2, 'the clock to go on');
  }
  const jar: JarCookie[] = [...ground.log.trace.jar.values()].map(({ cookie, created, changed }) => ({
    ...cookie,
    ...(created !== undefined && { createdAt: created }),
    ...(changed !== undefined && { updatedAt: changed }),
  }));
  const entry = await ground.log.entry(await receive(ground, URL_OF_ALL, []));
  const said = retrieveCookies(jar, {
    rules: BROWSER_RULES[ground.browser === 'firefox' ? 'firefox' : 'chromium'],
    now: entry.startedDateTime,
    suffixes: publicSuffixList,
    request: cookieRequestOf(entry),
  });
  const inWords = (pairs: readonly { readonly name: string; readonly value: string }[]): string =>
    pairs.map(({ name, value }) => `${name}=${value}`).join('; ');
  const truth = inWords(
    parseCookieHeader(ground.server.received(new URL(entry.url).searchParams.get('id') ?? '')[0]?.cookie ?? ''),
  );
  const predicted = inWords(said.filter(({ sent }) => sent).map(({ cookie }) => cookie));
  return {
    browser: ground.browser,
    question: 'the order of the Cookie header',
    basis: 'predicted',
    note,
    truth,
    said: predicted,
    agrees: truth === predicted,
  };
}
