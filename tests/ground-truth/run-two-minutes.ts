import { BROWSER_RULES } from '../../extension/cookies/browser-rules.ts';
import { until } from '../browser/harness/until.ts';
import type { Ground } from './ground.ts';
import type { Judgement } from './judgement.ts';
import { judgeRow, tryRow } from './run-cross-site.ts';
import { receive } from './run-set-cookie.ts';

const AT = 'https://b.test/held';
/** Past the age up to which a cookie without SameSite goes along with a cross-site POST, in ms. */
const AGED = BROWSER_RULES.chromium.laxAllowUnsafeAge + 2_000;

/**
 * Cookies without SameSite grow older than two minutes; then one gets its value again, one a flag, one another value.
 * A cross-site POST shows which of them count as young.
 */
export async function runTwoMinutes(ground: Ground): Promise<() => Judgement[]> {
  const lines = (...texts: readonly string[]): Buffer[] => texts.map((text) => Buffer.from(`${text}; Path=/`));
  await ground.clearCookies();
  await ground.log.entry(await receive(ground, AT, lines('old=1', 'again=1', 'flagged=1', 'changed=1')));
  const began = Date.now();
  await until(() => Date.now() > began + AGED, 'the cookies to be older than two minutes', AGED * 2);
  await ground.log.entry(await receive(ground, AT, lines('again=1', 'flagged=1; HttpOnly', 'changed=2', 'new=1')));
  const tried = await tryRow(ground, { from: 'https://a.test', to: 'https://b.test', by: 'form, POST' });
  return () => judgeRow(ground, { ...tried, note: `after two minutes: ${tried.note}` });
}
