// "Be the browser" is graded by the rules: here Chromium itself does 200 of its exercises.
import { createServer, type RequestListener } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { test as base, expect } from '@playwright/test';
import { BROWSER_RULES } from '../../extension/cookies/browser-rules.ts';
import { levels } from '../../extension/trace/lesson/exercises/exercise.ts';
import { drawKept, keptExercise } from '../../extension/trace/lesson/exercises/kept-exercise.ts';
import { drawSent, type SentDraft, sentExercise } from '../../extension/trace/lesson/exercises/sent-exercise.ts';
import { seededRandom } from '../../extension/trace/lesson/random.ts';
import { findBrowser } from '../../scripts/browsers.ts';
import { selfSignedCertificate } from '../ground-truth/certificate.ts';
import type { CdpBrowser } from './harness/chromium/cdp-target.ts';
import { ChromiumTab } from './harness/chromium/chromium-tab.ts';
import { launchChromium } from './harness/chromium/launch.ts';
import { until } from './harness/until.ts';

const test = base.extend<object, { readonly target: 'chrome' | 'firefox' }>({
  target: ['chrome', { option: true, scope: 'worker' }],
});
const EACH = 100;
const rules = BROWSER_RULES.chromium;
const NEWS = 'https://news.test/';
const sameSite = { strict: 'Strict', lax: 'Lax', no_restriction: 'None', unspecified: 'Lax' } as const;

interface Ground {
  readonly tab: ChromiumTab;
  readonly cdp: CdpBrowser;
  /** Set-Cookie lines of the next answers to this path and query. */
  readonly answers: Map<string, readonly string[]>;
  /** The Cookie header that came with a path and query. */
  readonly came: Map<string, string>;
  close(): Promise<void>;
}

async function startGround(executable: string): Promise<Ground> {
  const answers: Ground['answers'] = new Map();
  const came: Ground['came'] = new Map();
  const listener: RequestListener = (request, response) => {
    const at = request.url ?? '';
    came.set(at, request.headers.cookie ?? '');
    response.setHeader('set-cookie', [...(answers.get(at) ?? [])]);
    response
      .writeHead(200, { 'content-type': 'text/html' })
      .end('<!doctype html><link rel="icon" href="data:,"><p>here');
  };
  const hosts = ['shop.example', 'www.shop.example', 'api.shop.example', 'news.test'];
  const servers = [createServer(listener), createSecureServer(selfSignedCertificate(hosts), listener)];
  const ports = await Promise.all(
    servers.map(async (server) => {
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      return (server.address() as AddressInfo).port;
    }),
  );
  const maps = hosts.flatMap((host) => [
    `MAP ${host}:80 127.0.0.1:${ports[0]}`,
    `MAP ${host}:443 127.0.0.1:${ports[1]}`,
  ]);
  const { cdp, stop } = await launchChromium(executable, {}, [
    `--host-resolver-rules=${maps.join(',')}`,
    // Each exercise goes to other sites, and a process of its own for each is most of the cost. Which cookies are sent
    // and kept is decided outside of them.
    '--disable-site-isolation-trials',
    '--renderer-process-limit=1',
    // http must stay http.
    '--disable-features=HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,AutoupgradeMixedContent',
  ]);
  const tab = await ChromiumTab.open(cdp, 'about:blank');
  const close = async (): Promise<void> => {
    await stop();
    await Promise.all(
      servers.map(
        (server) =>
          new Promise<void>((resolve) => {
            server.close(() => resolve());
            server.closeAllConnections();
          }),
      ),
    );
  };
  return { tab, cdp, answers, came, close };
}

/** Puts the exercise's jar into the browser, the oldest first. */
async function fillJar({ cdp }: Ground, { jar }: SentDraft): Promise<void> {
  await cdp.send('Storage.clearCookies');
  for (const cookie of jar.filter(({ expirationDate }) => expirationDate === undefined)) {
    const { name, value, domain, path, secure, httpOnly, partitionKey } = cookie;
    const topLevelSite = partitionKey?.topLevelSite;
    const site = { name, value, domain, path, secure, httpOnly, sameSite: sameSite[cookie.sameSite] };
    await cdp.send('Storage.setCookies', {
      cookies: [
        topLevelSite === undefined
          ? site
          : // Chromium's partition key says whether another site is above the one that the cookie belongs to.
            { ...site, partitionKey: { topLevelSite, hasCrossSiteAncestor: topLevelSite !== 'https://shop.example' } },
      ],
    });
  }
}

/** Sends the exercise's request as its scene says, and answers with the names in its Cookie header. */
async function send({ tab, came }: Ground, { scene }: SentDraft, id: string): Promise<string[]> {
  const { request } = scene;
  const url = `${request.url}?${id}`;
  const { pathname, search } = new URL(url);
  const at = `${pathname}${search}`;
  if (request.topLevelNavigation && request.initiator === null) {
    await tab.goto(url);
  } else {
    const from = request.topLevelNavigation ? NEWS : (request.topLevelUrl ?? NEWS);
    if ((await tab.url()) !== from) await tab.goto(from);
    await tab.evaluate(
      (to, how) => {
        if (how === 'image') {
          new Image().src = to;
          return;
        }
        const form = document.createElement('form');
        form.method = how;
        form.action = to;
        if (how === 'get') {
          // A GET form would lose the query; a link keeps it.
          const link = document.createElement('a');
          link.href = to;
          link.click();
          return;
        }
        document.body.append(form);
        form.submit();
      },
      url,
      request.topLevelNavigation ? request.method.toLowerCase() : 'image',
    );
  }
  const { cookie } = await until(() => came.has(at) && { cookie: came.get(at) ?? '' }, `the request ${at}`);
  // The next exercise begins when this page has come: two navigations would get in each other's way.
  if (request.topLevelNavigation)
    await tab.waitFor((to) => location.href === to && document.readyState === 'complete', url);
  return cookie === '' ? [] : cookie.split('; ').map((pair) => pair.split('=')[0] ?? '');
}

test('Chromium itself answers 200 exercises as they are graded', { tag: '@chromium' }, async ({ target }) => {
  const found = target === 'chrome' ? findBrowser('chrome') : undefined;
  test.skip(found === undefined, 'No Chromium was found on this machine.');
  if (found === undefined) return;
  const ground = await startGround(found.path);
  try {
    const scenes = new Set<string>();
    for (let seed = 0; seed < EACH; seed++) {
      const level = levels[seed % levels.length] ?? 1;
      const draft = drawSent(level, rules, seededRandom(seed));
      const { choices, right } = sentExercise(draft, level, rules);
      scenes.add(draft.scene.said.key);
      await fillJar(ground, draft);
      const sent = await send(ground, draft, `sent${seed}`);
      const { method, url, initiator } = draft.scene.request;
      const what = [`${method} ${url} from ${initiator}`, ...choices.map(({ text }) => text)].join('\n');
      expect(sent, what).toEqual(right.map((index) => draft.jar[index]?.name));
    }
    expect([...scenes].sort(), 'every kind of request was sent').toHaveLength(5);
    for (let seed = 0; seed < EACH; seed++) {
      const level = levels[seed % levels.length] ?? 1;
      const draft = drawKept(level, rules, seededRandom(seed));
      const { right } = keptExercise(draft, level, rules);
      const { url } = draft.scene.request;
      const { pathname } = new URL(url);
      await ground.cdp.send('Storage.clearCookies');
      ground.answers.set(`${pathname}?kept${seed}`, draft.lines);
      await ground.tab.goto(`${url}?kept${seed}`);
      const { cookies } = await ground.cdp.send('Storage.getCookies');
      const kept = new Set((cookies as { readonly name: string }[]).map(({ name }) => name));
      const expected = right.map((index) => draft.lines[index]?.split('=')[0] ?? '');
      expect([...kept].sort(), [url, ...draft.lines].join('\n')).toEqual(expected.sort());
    }
  } finally {
    await ground.close();
  }
});
