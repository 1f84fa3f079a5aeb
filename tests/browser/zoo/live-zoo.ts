import path from 'node:path';
import type { Browser } from '../../../scripts/manifest.ts';
import { RecordedLog } from '../../ground-truth/recorded-log.ts';
import { Apps } from '../../zoo/apps/apps.ts';
import { judge, type Verdict } from '../../zoo/judge.ts';
import { Network } from '../../zoo/network.ts';
import type { Scene } from '../../zoo/scene.ts';
import type { BrowserUnderTest, LaunchOptions, TabSurface } from '../harness/browser-under-test.ts';
import { grantHosts } from '../harness/grant.ts';
import { launchBrowser } from '../harness/launch-browser.ts';
import type { Surface } from '../harness/surface.ts';
import { until } from '../harness/until.ts';
import type { Har } from './har-of-scene.ts';
import type { LiveScene, LiveVerdict, Pause } from './live-scene.ts';
import { liveVisitor } from './live-visitor.ts';

/** All hosts of the zoo but the one that Sidtrail may not watch. */
const WATCHED = ['*://*.test/*', '*://*.co.uk/*', '*://localhost/*', '*://127.0.0.1/*'];

/** How long an answer may take to be right, in ms: the browser's silence is an answer after two seconds. */
const PATIENCE = 5_000;

/** From one look at the answers to the next, in ms: each folds, judges and reads two surfaces. */
const PAUSE = 200;

/** A real browser with the extension recording, and the zoo's servers. */
export class LiveZoo {
  readonly browser: BrowserUnderTest;
  readonly #network: Network;
  readonly #apps: Apps;
  readonly #log: RecordedLog;
  readonly #tabs: readonly [TabSurface, TabSurface];
  readonly #panel: Surface;
  #devTools: Surface | undefined;

  private constructor(parts: {
    browser: BrowserUnderTest;
    network: Network;
    apps: Apps;
    log: RecordedLog;
    tabs: readonly [TabSurface, TabSurface];
    panel: Surface;
  }) {
    this.browser = parts.browser;
    this.#network = parts.network;
    this.#apps = parts.apps;
    this.#log = parts.log;
    this.#tabs = parts.tabs;
    this.#panel = parts.panel;
  }

  /**
   * @param recordHar where Chromium writes its HAR when it is closed
   * @returns undefined where there is no such browser
   */
  static async start(target: Browser, scenes: readonly Scene[], options: LaunchOptions): Promise<LiveZoo | undefined> {
    const origins = scenes.flatMap((scene) => scene.origins);
    const hosts = [...new Set(origins.map((origin) => new URL(origin).hostname))].filter(
      (host) => !/^[\d.]+$/.test(host),
    );
    const browser = await launchBrowser(target, path.resolve(import.meta.dirname, '../../../dist', target), {
      hosts,
      ...options,
    });
    if (browser === undefined) return undefined;
    const apps = new Apps();
    apps.warm(scenes.map(({ on }) => on));
    const network = await Network.start(origins);
    await grantHosts(browser, WATCHED);
    const log = await RecordedLog.open(browser);
    const blank = network.real(`${origins[0]}/favicon.ico`);
    const second = await browser.openTab(blank);
    const first = await browser.openTab(blank);
    const panel = await browser.openSidePanel(first);
    return new LiveZoo({ browser, network, apps, log, tabs: [first, second], panel });
  }

  /** Plays a scene, and reads what is answered. */
  async play(scene: Scene): Promise<LiveScene> {
    const [first, second] = this.#tabs;
    const home = scene.origins[0] ?? '';
    const pauses: Pause[] = [];
    let ahead = 0;
    let usesSecondTab = false;
    const began = Date.now();
    this.#network.serve(scene.servers(this.#apps), () => Date.now() + ahead);
    await scene.visit({
      ...liveVisitor(first, this.#network, home),
      secondTab: async () => {
        usesSecondTab = true;
        return liveVisitor(second, this.#network, home);
      },
      idle: (minutes) => {
        ahead += minutes * 60_000;
        pauses.push({ at: Date.now(), ms: minutes * 60_000 });
      },
      passed: async (time) => {
        await until(() => Date.now() > time, 'the time to pass');
      },
      now: () => Date.now(),
    });
    const verdict = await this.#read(scene);
    return { scene, verdict, began, ended: Date.now(), pauses, usesSecondTab };
  }

  /** Reads the answer on both surfaces until they are right, or patience ends. */
  async #read(scene: Scene): Promise<LiveVerdict> {
    const run = this.browser.name === 'chrome' ? 'chromium' : 'firefox';
    const [first] = this.#tabs;
    // The last page may just be coming in: a document that goes gives no answer.
    const { hostname } = new URL(await until(() => first.url(), 'the address of the page'));
    const isThere = hostname === scene.site || hostname.endsWith(`.${scene.site}`);
    await first.activate();
    let verdict: Verdict | undefined;
    const popup = isThere ? await this.browser.openPopup(first) : undefined;
    let [inInspector, inPopup] = ['', ''];
    const isRight = async (): Promise<boolean> => {
      await this.#log.catchUp();
      this.#log.settleNow();
      verdict = judge(this.#log.trace, scene, run);
      inInspector = isThere ? await leadOf(this.#panel) : '';
      inPopup = popup === undefined ? '' : await leadOf(popup);
      const text = isThere ? onScreen(verdict.text) : '';
      return verdict.wrong === '' && inInspector === text && inPopup === text;
    };
    await until(isRight, 'the right answer', PATIENCE, PAUSE).catch(() => undefined);
    await popup?.close();
    if (verdict === undefined) throw new Error(`${scene.id} has no answer.`);
    const text = isThere ? onScreen(verdict.text) : '';
    const differs = inInspector !== text ? `the inspector says: ${inInspector}` : `the popup says: ${inPopup}`;
    return {
      ...verdict,
      wrong: verdict.wrong !== '' || (inInspector === text && inPopup === text) ? verdict.wrong : differs,
      inspector: inInspector,
      popup: inPopup,
    };
  }

  /** The browser's name and main version. */
  version(): Promise<string> {
    return this.#tabs[0].evaluate(() => {
      const [, name, main] = /(Chrome|Firefox)\/(\d+)/.exec(navigator.userAgent) ?? [];
      return `${name === 'Chrome' ? 'Chromium' : name} ${main}`;
    });
  }

  /** Begins to keep a HAR of the first tab; Chromium does so by itself, where it was asked to when it was launched. */
  async keepHar(): Promise<void> {
    if (this.browser.name === 'chrome') return;
    this.#devTools = await this.browser.openDevToolsPanel(this.#tabs[0]);
    await harOf(this.#devTools);
  }

  /** The HAR that Firefox's DevTools have kept of the first tab. */
  async har(): Promise<Har> {
    if (this.#devTools === undefined) throw new Error('No HAR was kept.');
    return harOf(this.#devTools);
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.#apps.stop();
    await this.#network.close();
  }
}

function harOf(panel: Surface): Promise<Har> {
  return panel.evaluate(async () => ({ log: await browser.devtools.network.getHAR() })) as Promise<Har>;
}

/** A sentence as it stands on screen: an id is drawn in a box there, and stands in brackets in plain text. */
function onScreen(text: string): string {
  return text.replace(/ \(([^\s()]+…[^\s()]+)\)/g, ' $1');
}

/** The sentence of the region "The answer", as it is read. */
function leadOf(surface: Surface): Promise<string> {
  return surface.evaluate(() => {
    const lead = document.querySelector<HTMLElement>('section.answer .answer-lead');
    const copy = lead?.cloneNode(true) as HTMLElement | undefined;
    for (const beside of copy?.querySelectorAll('svg, .tag') ?? []) beside.remove();
    return copy?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
  });
}
