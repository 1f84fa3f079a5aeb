import type { TabSurface } from '../browser-under-test.ts';
import { Surface } from '../surface.ts';
import { until } from '../until.ts';
import type { CdpBrowser, CdpTarget, TargetInfo } from './cdp-target.ts';
import { ChromiumSurface } from './chromium-surface.ts';

/** A tab of an incognito window: Playwright has no page for it, so its target does everything. */
export class ChromiumPrivateTab extends Surface implements TabSurface {
  readonly #target: CdpTarget;
  readonly targetId: string;

  private constructor(target: CdpTarget, url: string) {
    super(new ChromiumSurface(target), `the private tab ${url}`);
    this.#target = target;
    this.targetId = target.info.targetId;
  }

  /** The tab that `open` opens, once it is there and loaded. */
  static async opened(cdp: CdpBrowser, url: string, open: () => Promise<void>): Promise<ChromiumPrivateTab> {
    const before = new Set((await cdp.targets()).map(({ targetId }) => targetId));
    await open();
    const isIt = ({ type, url: shown, targetId }: TargetInfo): boolean =>
      type === 'page' && shown === url && !before.has(targetId);
    const info = await until(async () => (await cdp.targets()).find(isIt), `the private tab ${url}`);
    const tab = new ChromiumPrivateTab(await cdp.attach(info), url);
    await tab.waitFor(() => document.readyState === 'complete');
    return tab;
  }

  async goto(url: string): Promise<void> {
    await this.#target.send('Page.navigate', { url });
    await this.waitFor((wanted) => location.href === wanted && document.readyState === 'complete', url);
  }

  async reload(): Promise<void> {
    await this.evaluate(() => void Object.assign(window, { beforeReload: true }));
    await this.#target.send('Page.reload');
    await this.waitFor(() => document.readyState === 'complete' && !('beforeReload' in window));
  }

  url(): Promise<string> {
    return this.evaluate(() => location.href);
  }

  async activate(): Promise<void> {
    await this.#target.send('Page.bringToFront');
  }
}
