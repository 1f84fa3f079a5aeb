import type { BrowserCookie } from '../../extension/cookies/browser-cookie.ts';
import { identityKey } from '../../extension/cookies/cookie-identity.ts';
import type { SetCookieEntry } from '../../extension/trace/model/entry.ts';
import { describeCookie } from '../cookies/measured/jar.ts';
import type { Ground } from './ground.ts';
import type { Judgement } from './judgement.ts';
import type { LineCase } from './line-cases.ts';
import { receive } from './run-set-cookie.ts';

/** Fewer than the 180 cookies that a host may have. */
const AT_ONCE = 60;

/** The cookies that the lines of one response leave in an empty jar, by the rules. */
function predictedJar(lines: readonly SetCookieEntry[]): Map<string, BrowserCookie> {
  const jar = new Map<string, BrowserCookie>();
  for (const { predicted } of lines) {
    const { outcome, cookie } = predicted;
    if (cookie === undefined || outcome === 'refused') continue;
    if (outcome === 'stored') jar.set(identityKey(cookie), cookie);
    else jar.delete(identityKey(cookie));
  }
  return jar;
}

/** The line that a cookie of the jar came from, as far as its name and value show. */
function numberOf(cookie: BrowserCookie): string {
  return /\d+/.exec(`${cookie.name}=${cookie.value}`)?.[0] ?? '';
}

/** What a jar holds of each line: number → its cookies in words. */
function byNumber(jar: ReadonlyMap<string, BrowserCookie>): Map<string, string> {
  const groups = Map.groupBy(jar.values(), numberOf);
  return new Map(Array.from(groups, ([number, cookies]) => [number, cookies.map(describeCookie).sort().join(' + ')]));
}

/** Sends lines made by chance, many in one response, and compares the jar that they leave with the one of the rules. */
export async function runLines(ground: Ground, cases: readonly LineCase[]): Promise<Judgement[]> {
  const judgements: Judgement[] = [];
  const byUrl = Map.groupBy(
    cases.map((one, at) => ({ ...one, at })),
    ({ url }) => url,
  );
  for (const [url, lines] of byUrl) {
    for (let from = 0; from < lines.length; from += AT_ONCE) {
      const batch = lines.slice(from, from + AT_ONCE);
      await ground.clearCookies();
      const octets = batch.map(({ line }) => Buffer.from(line, 'latin1'));
      const entry = await ground.log.entry(await receive(ground, url, octets));
      const truth = byNumber(await ground.readJar());
      const said = byNumber(predictedJar(entry.setCookies));
      for (const { at, line } of batch) {
        const [real, predicted] = [truth.get(String(at)) ?? 'nothing', said.get(String(at)) ?? 'nothing'];
        judgements.push({
          browser: ground.browser,
          question: 'lines made by chance',
          basis: 'predicted',
          note: `${new URL(url).origin} ${JSON.stringify(line.slice(0, 200))}`,
          truth: real.slice(0, 300),
          said: predicted.slice(0, 300),
          agrees: real === predicted,
        });
      }
    }
  }
  return judgements;
}
