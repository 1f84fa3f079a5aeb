import type { IncomingMessage, ServerResponse } from 'node:http';
import type { BrowserUnderTest, TabSurface } from './harness/browser-under-test.ts';
import { serve } from './harness/local-server.ts';
import type { Surface } from './harness/surface.ts';
import { expect, test } from './harness/test.ts';

// Needs real browsers: each gives the extension the text of a page in its own way.

const page = (body: string): string => `<!doctype html><html lang="en"><title>Shop</title>${body}`;
const FORM =
  '<form method="post" action="/enter"><input name="email" type="email"><input name="secret" type="password"></form>';

/** A shop that answers everything with status 200, and forgets who is in when it is told to. */
class Shop {
  readonly #sessions = new Set<string>();

  restart(): void {
    this.#sessions.clear();
  }

  answer(request: IncomingMessage, response: ServerResponse): void {
    const [path = ''] = (request.url ?? '').split('?');
    const id = /PHPSESSID=(\w+)/.exec(request.headers.cookie ?? '')?.[1] ?? '';
    const isIn = this.#sessions.has(id);
    if (path === '/enter' || path === '/login') {
      const entered = `k3Fz81Lm4Qx7Rv2Tb9Yw5Nc6${this.#sessions.size}9Qw`;
      this.#sessions.add(entered);
      response.writeHead(302, { 'Set-Cookie': `PHPSESSID=${entered}; Path=/; HttpOnly`, Location: '/orders' }).end();
    } else if (path === '/api/orders') {
      response.writeHead(200, { 'Content-Type': 'application/json' });
      response.end(isIn ? '{"orders":[1,2]}' : '{"error":"unauthenticated","message":"Please sign in"}');
    } else {
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
      const isAboutOrders = path === '/orders' && isIn;
      response.end(page(isAboutOrders ? '<h1>Your orders</h1><p>Two parcels' : `<h1>Welcome</h1>${FORM}`));
    }
  }
}

/** The sentence on top. */
const answerOf = (surface: Surface): Promise<string> =>
  surface.evaluate(() => document.querySelector('section.answer .answer-lead')?.textContent ?? '');

/** Runs a shop in whose tab somebody has sent the form to this address, and was led to the orders. */
async function inShop(
  browserUnderTest: BrowserUnderTest,
  action: '/enter' | '/login',
  visit: (shop: Shop, tab: TabSurface, url: string) => Promise<void>,
): Promise<void> {
  const shop = new Shop();
  const server = await serve((request, response) => shop.answer(request, response));
  try {
    const tab = await browserUnderTest.openTab(server.url);
    await tab.evaluate((to) => {
      const [form] = document.forms;
      form?.setAttribute('action', to);
      form?.submit();
    }, action);
    await tab.getByText('Your orders').one();
    await visit(shop, tab, server.url);
  } finally {
    await server.close();
  }
}

test('a form to sign in with status 200, at a page that had opened, is told as the loss that it is', async ({
  browserUnderTest,
}) => {
  await inShop(browserUnderTest, '/enter', async (shop, tab) => {
    await tab.reload();
    const inspector = await browserUnderTest.openSidePanel(tab);
    await expect.poll(() => answerOf(inspector)).toContain('As far as was recorded, nothing is wrong');

    shop.restart();
    await tab.reload();
    await tab.getByText('Welcome').one();
    await expect.poll(() => answerOf(inspector)).toMatch(/no longer accepted session .* \(GET \/orders\)/);
    const popup = await browserUnderTest.openPopup(tab);
    await expect.poll(() => answerOf(popup)).toMatch(/no longer accepted session .* \(GET \/orders\)/);
    await popup.close();
  });
});

test('a home page that has the form for everybody refuses nobody', async ({ browserUnderTest }) => {
  await inShop(browserUnderTest, '/enter', async (_shop, tab, url) => {
    await tab.goto(url);
    await tab.reload();
    await tab.goto(`${url}orders`);
    const inspector = await browserUnderTest.openSidePanel(tab);
    await expect.poll(() => answerOf(inspector)).toContain('As far as was recorded, nothing is wrong');
  });
});

test('data that says with status 200 that nobody is signed in is read where the browser shows it', async ({
  browserUnderTest,
}) => {
  // An address by which it is known that somebody signs in.
  await inShop(browserUnderTest, '/login', async (shop, tab) => {
    const ask = (): Promise<string> => tab.evaluate(() => fetch('/api/orders').then((answer) => answer.text()));
    // Chrome gives the bodies of scripts’ requests to DevTools alone.
    if (browserUnderTest.name === 'chrome') await browserUnderTest.openDevToolsPanel(tab);
    await ask();
    shop.restart();
    await ask();
    const inspector = await browserUnderTest.openSidePanel(tab);
    await expect.poll(() => answerOf(inspector)).toMatch(/no longer accepted session .* \(GET \/api\/orders\)/);
  });
});
