import type { Network } from '../../zoo/network.ts';
import type { FetchOptions, Visitor } from '../../zoo/visitor.ts';
import type { TabSurface } from '../harness/browser-under-test.ts';
import { isThere } from '../harness/is-there.ts';
import { until } from '../harness/until.ts';

// What a person does, done in a tab of a real browser.

/** How long the browser's own page, which nothing can look into, is waited for in vain, in ms. */
const IN_VAIN = 3_000;

/** Has the page, once it is there, do something that leads away from it, and waits for the page that comes. */
async function leave<Arguments extends readonly unknown[]>(
  tab: TabSurface,
  act: (...args: Arguments) => void,
  ...args: Arguments
): Promise<void> {
  await tab.waitFor(isThere);
  await tab.evaluate(() => void Object.assign(window, { isLeaving: true }));
  await tab.evaluate(act, ...args);
  await until(
    async () => (await tab.evaluate(() => !('isLeaving' in window))) && (await tab.evaluate(isThere)),
    `the page that follows in ${tab.label}`,
    IN_VAIN,
    // Redirects that go in circles end in the browser's own page.
  ).catch(() => undefined);
}

function sendForm(url: string, fields: Readonly<Record<string, string>>): void {
  const form = document.createElement('form');
  form.method = 'post';
  form.action = url;
  for (const [name, value] of Object.entries(fields)) {
    const field = document.createElement('input');
    field.name = name;
    field.value = value;
    form.append(field);
  }
  (document.body ?? document.documentElement).append(form);
  form.submit();
}

function followLink(url: string): void {
  const link = document.createElement('a');
  link.href = url;
  (document.body ?? document.documentElement).append(link);
  link.click();
}

async function load(kind: 'img' | 'iframe', url: string): Promise<void> {
  const element = document.createElement(kind);
  element.src = url;
  await new Promise((ended) => {
    element.onload = ended;
    element.onerror = ended;
    document.body.append(element);
  });
}

/** Where a page keeps what its requests were answered; 0 where it may not see the answer. */
type Answers = Window & { statuses?: Record<string, number> };

/** Asks, and does not wait: the harness drives one tab at a time, and an answer may depend on another. */
function ask(key: string, url: string, options: FetchOptions): void {
  const statuses: Record<string, number> = {};
  const kept = (window as Answers).statuses ?? statuses;
  (window as Answers).statuses = kept;
  fetch(url, { ...options, cache: 'no-store' })
    .then(async (response) => {
      await response.text();
      kept[key] = response.status;
    })
    .catch(() => {
      kept[key] = 0;
    });
}

let asked = 0;

async function fetchIn(tab: TabSurface, url: string, options: FetchOptions): Promise<number> {
  asked += 1;
  const key = String(asked);
  await tab.evaluate(ask, key, url, options);
  const [status] = await until(async () => {
    const seen = await tab.evaluate((of) => (window as Answers).statuses?.[of] ?? null, key);
    return seen === null ? undefined : [seen];
  }, `the answer of ${url}`);
  return status ?? 0;
}

/** @param home the origin that paths are of */
export function liveVisitor(tab: TabSurface, network: Network, home: string): Visitor {
  const real = (url: string): string => network.real(new URL(url, home).href);
  return {
    // A page that goes in circles, or whose server hangs up, ends in the browser's own page.
    open: (url) => tab.goto(real(url)).catch(() => undefined),
    follow: (url) => leave(tab, followLink, real(url)),
    submit: (url, fields = {}) => leave(tab, sendForm, real(url), fields),
    fetch: (url, options = {}) => fetchIn(tab, real(url), options),
    image: (url) => tab.evaluate(load, 'img' as const, real(url)),
    frame: (url) => tab.evaluate(load, 'iframe' as const, real(url)),
    writeCookie: (line) =>
      tab.evaluate((written) => {
        // biome-ignore lint/suspicious/noDocumentCookie: what pages do is what is looked at.
        document.cookie = written;
        // Read back, it is in the jar: else the next page may be asked for before.
        void document.cookie;
      }, line),
  };
}
