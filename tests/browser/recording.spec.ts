// Only real browsers stop the background, keep its listeners and wake it again in their own ways.

import type { BrowserUnderTest, TabSurface } from './harness/browser-under-test.ts';
import type { Surface } from './harness/surface.ts';
import { expect, test } from './harness/test.ts';
import { Inspector } from './inspector.ts';

type Step = 'press' | 'clear' | 'undo' | 'stop' | 'off' | 'on' | 'visit';

/** What a user and the browser do, one after the other; each once left a button that could not be left again. */
const SEQUENCES: readonly (readonly Step[])[] = [
  ['visit', 'press', 'clear', 'visit', 'press', 'visit'],
  ['press', 'stop', 'clear', 'stop', 'press', 'visit'],
  ['visit', 'press', 'clear', 'undo', 'stop', 'visit', 'press', 'visit'],
  ['visit', 'off', 'press', 'stop', 'on', 'clear', 'press', 'visit', 'undo', 'visit'],
];

/** The inspector beside a page, and what it should show. */
class Recorder {
  readonly #browserUnderTest: BrowserUnderTest;
  readonly #page: TabSurface;
  readonly #panel: Surface;
  #recording = true;
  #on = true;
  #shown: string[] = [];
  #cleared: string[] = [];
  #visits = 0;

  constructor(browserUnderTest: BrowserUnderTest, page: TabSurface, panel: Surface) {
    this.#browserUnderTest = browserUnderTest;
    this.#page = page;
    this.#panel = panel;
  }

  readonly #steps: Readonly<Record<Step, () => Promise<void>>> = {
    press: async () => {
      await this.#panel.getByRole('button', { name: 'Recording', exact: true }).click();
      this.#recording = !this.#recording;
    },
    clear: async () => {
      await this.#panel.getByRole('button', { name: 'Clear recording' }).click();
      await this.#panel.getByText('The recording was cleared.').one();
      this.#cleared = this.#shown;
      this.#shown = [];
    },
    undo: async () => {
      await this.#panel.getByRole('button', { name: 'Undo' }).click();
      await this.#panel.getByText('The recording is back.').one();
      this.#shown = [...this.#cleared, ...this.#shown];
    },
    stop: () => this.#browserUnderTest.stopBackground(),
    off: () => this.#switch(false),
    on: () => this.#switch(true),
    visit: async () => {
      const path = `/visit-${++this.#visits}`;
      await this.#page.evaluate(async (address) => void (await fetch(address)), path);
      if (this.#recording && this.#on) this.#shown.push(path);
    },
  };

  async do(step: Step): Promise<void> {
    await this.#steps[step]();
    const button = this.#panel.getByRole('button', { name: 'Recording', exact: true });
    const seen = async () => ({
      recording: (await button.attribute('aria-pressed')) === 'true',
      shown: await pathsIn(this.#panel),
    });
    await expect.poll(seen, `after: ${step}`).toEqual({ recording: this.#recording, shown: this.#shown });
  }

  async #switch(on: boolean): Promise<void> {
    await this.#panel.evaluate(
      (value) =>
        browser.runtime.sendMessage({
          command: 'change-site',
          input: { site: 'localhost', change: { on: value ? null : false } },
        }),
      on,
    );
    this.#on = on;
  }
}

/** The paths of the requests that a table shows; without the page's own. */
async function pathsIn(panel: Surface): Promise<string[]> {
  const requests = await new Inspector(panel).requests();
  return requests.flatMap(({ request }) => /\/visit-\d+/.exec(request)?.[0] ?? []);
}

for (const steps of SEQUENCES) {
  test(`the record button shows what is so: ${steps.join(', ')}`, async ({ browserUnderTest, startServer }) => {
    const { url } = await startServer((_, response) => {
      response.writeHead(200, { 'Content-Type': 'text/html', 'Cache-Control': 'no-store' });
      response.end('<!doctype html><link rel="icon" href="data:,">');
    });
    const page = await browserUnderTest.openTab(url);
    const panel = await browserUnderTest.openInspectorTab(`?tab=${await browserUnderTest.tabId(page)}`);
    const recorder = new Recorder(browserUnderTest, page, panel);
    for (const step of steps) await recorder.do(step);
    const again = await browserUnderTest.openInspectorTab();
    await expect.poll(() => pathsIn(again), 'what a new view shows').toEqual(await pathsIn(panel));
  });
}
