import { randomBytes } from 'node:crypto';
import { findingsOf } from '../../extension/trace/findings/all-findings.ts';
import type { Finding } from '../../extension/trace/findings/finding.ts';
import type { FindingCode } from '../../extension/trace/findings/known-causes.ts';
import { viewSite } from '../../extension/trace/findings/site-view.ts';
import type { RequestEntry } from '../../extension/trace/model/entry.ts';
import { Ground } from '../ground-truth/ground.ts';
import { reach } from '../ground-truth/reach.ts';
import { expect, test } from './harness/test.ts';
import { until } from './harness/until.ts';

// A browser must show these: what it keeps and sends is its own. Each fault is made by a server that has it.

const newId = (): string => randomBytes(16).toString('hex');

interface Asked {
  readonly setCookie?: readonly string[];
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly method?: string;
  readonly after?: Promise<unknown>;
}

/** Has the server answer so, and a page of that origin ask. Resolves with the address. */
async function ask(ground: Ground, url: string, asked: Asked = {}): Promise<string> {
  const { setCookie = [], method = 'GET', ...answer } = asked;
  const id = ground.newId();
  ground.server.answer(id, { ...answer, setCookie: setCookie.map((line) => Buffer.from(line)) });
  const address = ground.server.url(url, id);
  const tab = await ground.tabAt(url);
  await tab.evaluate(
    (to, how) => fetch(to, { method: how, cache: 'no-store' }).then((response) => response.text()),
    address,
    method,
  );
  return address;
}

async function visit(ground: Ground, url: string, asked: Asked = {}): Promise<RequestEntry> {
  const entry = await ground.log.entry(await ask(ground, url, asked), asked.method ?? 'GET');
  await ground.jar();
  return entry;
}

/** The findings about a cookie's thread, by their codes. */
async function findings(ground: Ground, site: string, name: string): Promise<Map<string, Finding>> {
  await ground.log.settle();
  const { trace } = ground.log;
  const thread = [...trace.threads.values()].find((one) => one.site === site && one.name === name);
  if (thread === undefined) throw new Error(`There is no thread of ${name} on ${site}.`);
  const found = findingsOf(viewSite(trace, site, thread.storeId)).filter((one) => one.thread === thread);
  return new Map(found.map((finding) => [finding.code, finding]));
}

interface Scene {
  readonly title: string;
  readonly site: string;
  /** A cookie of its own, so that each has a thread of its own. */
  readonly name: string;
  readonly act: (ground: Ground, name: string) => Promise<void>;
  /** The findings that must be named, and no other, each with its variant. */
  readonly named: Readonly<Partial<Record<FindingCode, string | undefined>>>;
}

const COUNTED = { 'Session-Count': '1' };

const SCENES: readonly Scene[] = [
  {
    title: 'a cookie for a path that no request goes to is set and never sent back',
    site: 'localhost',
    name: 'sid',
    async act(ground, name) {
      await visit(ground, 'http://localhost/', { setCookie: [`${name}=${newId()}; Path=/admin; HttpOnly`] });
      for (let again = 0; again < 2; again++) await visit(ground, 'http://localhost/');
    },
    named: { 'never-sent': undefined },
  },
  {
    title: 'two cookies of one name shadow each other',
    site: 'localhost',
    name: 'PHPSESSID',
    async act(ground, name) {
      await visit(ground, 'http://localhost/', { setCookie: [`${name}=${newId()}; Path=/`] });
      await visit(ground, 'http://localhost/app/', { setCookie: [`${name}=${newId()}; Path=/app`] });
      await visit(ground, 'http://localhost/app/page');
    },
    named: { shadowed: 'path' },
  },
  {
    title: 'parallel first requests each get a session, and one wins',
    site: 'localhost',
    name: 'JSESSIONID',
    async act(ground, name) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const asked = ['one', 'two', 'three'].map((page) =>
        ask(ground, `http://localhost/${page}`, {
          setCookie: [`${name}=${newId()}; Path=/; HttpOnly`],
          headers: COUNTED,
          after: promise,
        }),
      );
      await until(() => ground.server.requests('/one', '/two', '/three') === 3, 'all three to have been asked');
      resolve();
      for (const address of asked) await ground.log.entry(await address);
      await ground.jar();
    },
    named: { 'parallel-first': undefined },
  },
  {
    title: 'a session is replaced at every request',
    site: 'localhost',
    name: 'connect.sid',
    async act(ground, name) {
      for (let again = 0; again < 4; again++) {
        await visit(ground, 'http://localhost/', { setCookie: [`${name}=${newId()}; Path=/`], headers: COUNTED });
      }
    },
    named: { 'replaced-each-time': undefined },
  },
  {
    title: 'Secure set over http, behind a proxy that ends TLS, is refused',
    site: 'a.test',
    name: 'sid',
    async act(ground, name) {
      for (let again = 0; again < 2; again++) {
        await visit(ground, 'http://a.test/', { setCookie: [`${name}=${newId()}; Path=/; Secure; HttpOnly`] });
      }
    },
    named: { 'not-kept': 'secure-on-insecure-origin' },
  },
  {
    title: 'a cookie without Secure on an https page points to a server that does not know of TLS',
    site: 'a.test',
    name: 'PHPSESSID',
    async act(ground, name) {
      await visit(ground, 'https://a.test/', { setCookie: [`${name}=${newId()}; Path=/`], headers: COUNTED });
      await visit(ground, 'https://a.test/');
    },
    named: { 'secure-missing': undefined },
  },
  {
    title: 'an id that is the same after the login',
    site: 'localhost',
    name: 'sessionid',
    async act(ground, name) {
      await visit(ground, 'http://localhost/', { setCookie: [`${name}=${newId()}; Path=/; HttpOnly`] });
      const home = ground.newId();
      ground.server.answer(home, {});
      const location = ground.server.url('http://localhost/home', home);
      await visit(ground, 'http://localhost/login', { method: 'POST', status: 302, headers: { Location: location } });
    },
    named: { 'same-id-after-login': undefined },
  },
  {
    title: 'SameSite=Strict loses the session after a link from another site',
    site: 'a.test',
    name: 'JSESSIONID',
    async act(ground, name) {
      await visit(ground, 'https://a.test/', {
        setCookie: [`${name}=${newId()}; Path=/; Secure; HttpOnly; SameSite=Strict`],
      });
      await visit(ground, 'https://a.test/');
      const [start, end] = [ground.newId(), ground.newId()];
      ground.server.answer(start, {});
      ground.server.answer(end, {});
      const tab = await ground.walkingTab();
      await tab.goto(ground.server.url('https://b.test/', start));
      const target = ground.server.url('https://a.test/linked', end);
      await reach(tab, 'link', target);
      await ground.log.entry(target);
    },
    named: { 'not-sent': 'strict-link' },
  },
];

test('each fault is named when a server has it', async ({ browserUnderTest }) => {
  const ground = await Ground.start(browserUnderTest, 'allowed');
  try {
    for (const { title, site, name, act, named } of SCENES) {
      await test.step(title, async () => {
        await ground.clearCookies();
        await act(ground, name);
        const found = await findings(ground, site, name);
        expect([...found.keys()].sort(), title).toEqual(Object.keys(named).sort());
        for (const [code, variant] of Object.entries(named)) {
          expect(found.get(code)?.variant, title).toBe(variant);
        }
      });
    }
  } finally {
    await ground.close();
  }
});
