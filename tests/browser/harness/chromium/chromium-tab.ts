import type { TabSurface } from '../browser-under-test.ts';
import { isThere } from '../is-there.ts';
import { Surface } from '../surface.ts';
import { until } from '../until.ts';
import type { CdpBrowser, CdpTarget, TargetInfo } from './cdp-target.ts';
import { ChromiumSurface } from './chromium-surface.ts';

/** A tab, also one of an incognito window, driven by its target. */
export class ChromiumTab extends Surface implements TabSurface {
  readonly #cdp: CdpBrowser;
  readonly #target: CdpTarget;
  readonly isPrivate: boolean;

  private constructor(cdp: CdpBrowser, target: CdpTarget, url: string, isPrivate: boolean) {
    super(new ChromiumSurface(target), `the ${isPrivate ? 'private ' : ''}tab ${url}`);
    this.#cdp = cdp;
    this.#target = target;
    this.isPrivate = isPrivate;
  }

  /** Opens a URL in a tab of its own, and waits for its load. */
  static async open(cdp: CdpBrowser, url: string): Promise<ChromiumTab> {
    return ChromiumTab.openIn(cdp, await cdp.newTab(), url);
  }

  /** Opens a URL in a tab that is there, and waits for its load. */
  static async openIn(cdp: CdpBrowser, info: TargetInfo, url: string): Promise<ChromiumTab> {
    const tab = new ChromiumTab(cdp, await cdp.attach(info), url, false);
    await tab.goto(url);
    return tab;
  }

  /** The tab that `open` opens in an incognito window, once it is there and loaded. */
  static async opened(cdp: CdpBrowser, url: string, open: () => Promise<void>): Promise<ChromiumTab> {
    const before = new Set((await cdp.targets()).map(({ targetId }) => targetId));
    await open();
    const isIt = ({ type, url: shown, targetId }: TargetInfo): boolean =>
      type === 'page' && shown === url && !before.has(targetId);
    const info = await until(async () => (await cdp.targets()).find(isIt), `the private tab ${url}`);
    const tab = new ChromiumTab(cdp, await cdp.attach(info), url, true);
    await tab.waitFor(isThere);
    return tab;
  }

  get targetId(): string {
    return this.#target.info.targetId;
  }

  /** A session of its own with the tab, for what it reports. */
  session(): Promise<CdpTarget> {
    return this.#cdp.attach(this.#target.info);
  }

  /** @throws What the browser says where there is no such page, as in net::ERR_CONNECTION_REFUSED. */
  async goto(url: string): Promise<void> {
    // Answers once the new document is there, or cannot come.
    const { errorText } = await this.#target.send('Page.navigate', { url });
    if (errorText !== undefined) throw new Error(`${url}: ${errorText}`);
    await this.#loaded();
  }

  async reload(): Promise<void> {
    await this.evaluate(() => void Object.assign(window, { isBeforeReload: true }));
    await this.#target.send('Page.reload');
    await this.#loaded();
  }

  #loaded(): Promise<void> {
    return this.waitFor(() => document.readyState === 'complete' && !('isBeforeReload' in window));
  }

  url(): Promise<string> {
    return this.evaluate(() => location.href);
  }

  async activate(): Promise<void> {
    await this.#target.send('Page.bringToFront');
  }

  override show(): Promise<void> {
    return this.activate();
  }

  /** Closes it, and waits until it is gone. */
  override async close(): Promise<void> {
    await this.#target.close();
    const isIt = ({ targetId }: TargetInfo): boolean => targetId === this.targetId;
    await until(async () => !(await this.#cdp.targets()).some(isIt), `the end of ${this.label}`);
  }
}
