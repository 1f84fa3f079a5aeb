import { RETRIEVAL_REASONS } from '../../extension/cookies/reasons.ts';
import type { RequestEntry } from '../../extension/trace/model/entry.ts';
import { retrievalVerdict } from '../../extension/trace/verdicts/retrieval-verdict.ts';
import { until } from '../browser/harness/until.ts';
import { retrievalReasonsChromiumNames } from '../cookies/devtools-names.ts';
import { describeCookie } from '../cookies/measured/jar.ts';
import { type CrossSiteRow, KINDS, type Way } from './cross-site-rows.ts';
import type { DevToolsExchange } from './devtools-word.ts';
import type { Ground, Jar } from './ground.ts';
import { judgeLine, sameReasons } from './judge-set-cookie.ts';
import type { Judgement } from './judgement.ts';
import { REACHING, reach } from './reach.ts';

/** A row as it went: to be judged when the time is over in which the browser may still report it. */
export interface TriedRow {
  readonly note: string;
  readonly entry: RequestEntry;
  /** The jar before the request, and after its response. */
  readonly before: Jar;
  readonly after: Jar;
  /** Names of the cookies that the server got. */
  readonly sent: ReadonlySet<string>;
  readonly devTools: DevToolsExchange | undefined;
}

const NAVIGATES: ReadonlySet<Way> = new Set(['link', 'link, redirected from elsewhere', 'form, GET', 'form, POST']);

const POSTS: ReadonlySet<Way> = new Set(['form, POST', 'frame that posts itself here']);

/** How old the cookies are that a row's request meets, in ms, at the least. */
const AGE = 150;

const named = (prefix: string): Buffer[] => KINDS.map((line) => Buffer.from(line.replace('%', prefix)));

/** Fills the jar by a first-party visit, then has a page of another origin reach the address in the row's way. */
export async function runCrossSiteRow(ground: Ground, row: CrossSiteRow): Promise<TriedRow> {
  const { server, log } = ground;
  const { to } = row;
  await ground.clearCookies();
  const first = ground.newId();
  server.answer(first, { setCookie: named('held-') });
  const held = server.url(`${to}/held`, first);
  await (await ground.tabAt(to)).evaluate((url) => fetch(url).then((response) => response.text()), held);
  await log.entry(held);
  return tryRow(ground, row);
}

/** Has a page of another origin reach the address in the row's way, with the jar as it is. */
export async function tryRow(ground: Ground, row: CrossSiteRow): Promise<TriedRow> {
  const { server, log } = ground;
  const { from, to, by } = row;
  const before = await ground.jar();
  const filled = Date.now();

  const tab = await ground.walkingTab();
  const start = ground.newId();
  server.answer(start, {});
  await tab.goto(server.url(`${from}/page`, start));
  const asked = ground.newId();
  const { answer, detour } = REACHING[by];
  server.answer(asked, { ...answer(server.origin(from)), setCookie: named('set-') });
  const url = server.url(`${to}/x`, asked);
  // A request may have left before a cookie came that is younger than this: no conclusion is drawn from its absence.
  await until(() => Date.now() > filled + AGE, 'the cookies to be of some age');
  await reach(tab, by, detour?.(ground, row, url) ?? url);

  if (NAVIGATES.has(by)) await until(async () => (await tab.url()) === url, 'the page that the row leads to');
  const method = POSTS.has(by) ? 'POST' : 'GET';
  const entry = await log.entry(url, method);
  const devTools = await ground.devToolsOf(url, method);
  const after = await ground.jar();
  const received = server.received(asked).find((request) => request.method === method);
  const pairs = received?.cookie?.split('; ') ?? [];
  return {
    note: `${by}: ${from} → ${to}, third-party cookies ${ground.thirdPartyCookies}`,
    entry,
    before,
    after,
    sent: new Set(pairs.map((pair) => pair.split('=')[0] ?? '')),
    devTools,
  };
}

/** Holds what the extension says of a row against what the browser did. */
export function judgeRow(ground: Ground, tried: TriedRow): Judgement[] {
  return [...judgeSent(ground, tried), ...judgeStored(ground, tried)];
}

function judgeSent(ground: Ground, { note, entry, before, sent, devTools }: TriedRow): Judgement[] {
  return [...before.values()].flatMap((cookie) => {
    const about = `${note}: ${cookie.name}`;
    const word = (isSent: boolean): string => (isSent ? 'sent' : 'not sent');
    const truth = word(sent.has(cookie.name));
    const judge = (basis: Judgement['basis'], said: string): Judgement => ({
      browser: ground.browser,
      question: 'sent or not sent',
      basis,
      note: about,
      truth,
      said,
      agrees: truth === said,
    });
    const judged = entry.retrieval.find((one) => describeCookie(one.cookie) === describeCookie(cookie));
    // A cookie that is not spoken of went as the rules say: sent, or not to this host.
    const carried = entry.cookies.some(({ name }) => name === cookie.name);
    const predicted = judged?.predicted.sent ?? carried;
    const judgements = [judge('predicted', word(predicted)), judge('final', word(judged?.sent ?? carried))];
    if (devTools === undefined) return judgements;
    const given = devTools.withheld.find(({ name }) => name === cookie.name)?.reasons ?? [];
    const verdict = judged === undefined ? undefined : retrievalVerdict(entry, judged);
    const said = sent.has(cookie.name) ? [] : (verdict?.reasons ?? []);
    return [
      ...judgements,
      {
        ...judge('predicted', said.map(({ code }) => code).join(' + ')),
        question: 'reasons',
        truth: [...given].sort().join(' + '),
        agrees: sameReasons(
          given,
          retrievalReasonsChromiumNames(said).map(({ code }) => RETRIEVAL_REASONS[code].cdp),
        ),
      },
    ];
  });
}

function judgeStored(ground: Ground, { note, entry, after, devTools }: TriedRow): Judgement[] {
  return entry.setCookies.flatMap((line) => {
    const { name } = line.parsed;
    // Each line has a name of its own: what the others did to the jar is not its doing.
    const came = new Map([...after].filter(([, cookie]) => cookie.name === name));
    const reasons = devTools && (devTools.refused.find((refused) => refused.name === name)?.reasons ?? []);
    return judgeLine(ground, line, { note: `${note}: ${name}`, before: new Map(), after: came, reasons });
  });
}
