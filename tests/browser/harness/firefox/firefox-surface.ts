import type { Marionette } from '../../../../scripts/marionette.ts';
import { type Key, NAMED_KEYS } from '../keys.ts';
import type { Modifier, SurfaceDriver } from '../surface.ts';
import { until } from '../until.ts';

/**
 * Any Firefox surface. Marionette's own commands reach tabs alone, but its actor runs in every document. So popups,
 * sidebars and panels are driven like tabs, by the actor of their `<browser>`.
 */
export class FirefoxSurface implements SurfaceDriver {
  readonly #marionette: Marionette;
  readonly #browserId: number;
  readonly #onClose: () => Promise<void>;

  constructor(marionette: Marionette, browserId: number, onClose: () => Promise<void>) {
    this.#marionette = marionette;
    this.#browserId = browserId;
    this.#onClose = onClose;
  }

  async evaluate(expression: string): Promise<unknown> {
    // As text both ways: whatever JSON can say passes unchanged, and the page's error stays the page's.
    const script = `return (async () => {
      try {
        return JSON.stringify({ value: await (${expression}) });
      } catch (error) {
        return JSON.stringify({ error: String(error), stack: error?.stack });
      }
    })();`;
    const answer = await this.#inChrome<string>(`return actor.executeScript(script, [], { timeout: 30000 });`, {
      script,
    });
    const { value, error, stack } = JSON.parse(answer) as { value?: unknown; error?: string; stack?: string };
    if (error !== undefined) throw new Error(`${error}\n${stack ?? ''}`);
    return value;
  }

  async click(x: number, y: number): Promise<void> {
    await this.#inChrome(
      `const mouse = (type, more) => actor.dispatchEvent('synthesizeMouseAtPoint', { x, y, eventData: { type, ...more } });
       await mouse('mousemove', {});
       await mouse('mousedown', { button: 0, buttons: 1, clickCount: 1 });
       await mouse('mouseup', { button: 0, buttons: 0, clickCount: 1 });`,
      { x, y },
    );
  }

  async press(key: Key, modifiers: readonly Modifier[]): Promise<void> {
    const held = {
      shiftKey: modifiers.includes('Shift'),
      ctrlKey: modifiers.includes('Control'),
      altKey: modifiers.includes('Alt'),
      metaKey: modifiers.includes('Meta'),
    };
    // Where the focus is elsewhere, a document hears of keys, but Enter and Space do nothing in it. Its process learns of
    // the focus some time after the window has given it.
    const focus = `if (Services.focus.focusedElement !== browser) browser.focus();`;
    if (key === 'Enter' || key === ' ') {
      await this.#inChrome(focus);
      await until(() => this.evaluate('document.hasFocus()'), 'the focus of the document');
    }
    await this.#inChrome(
      `${focus}
       const { keyData } = ChromeUtils.importESModule('chrome://remote/content/shared/webdriver/KeyData.sys.mjs');
       const eventData = { ...keyData.getData(raw), ...held };
       await actor.dispatchEvent('synthesizeKeyDown', { eventData });
       await actor.dispatchEvent('synthesizeKeyUp', { eventData });`,
      { raw: NAMED_KEYS[key]?.webdriver ?? key, held },
    );
  }

  async screenshot(): Promise<Buffer> {
    const base64 = await this.#inChrome<string>(`return actor.takeScreenshot(null, 0, false, false);`);
    return Buffer.from(base64, 'base64');
  }

  async emulate({ colorScheme, width, height }: Parameters<SurfaceDriver['emulate']>[0]): Promise<void> {
    await this.#inChrome(
      `if (colorScheme) browser.browsingContext.prefersColorSchemeOverride = colorScheme;
       for (const [side, length] of [['width', width], ['height', height]]) {
         if (length === null) continue;
         // The sidebar's width is its box's.
         const box = side === 'width' ? browser.ownerDocument.defaultView.browsingContext.embedderElement?.closest('#sidebar-box') : null;
         for (const element of box ? [box] : [browser]) {
           for (const bound of ['min-', 'max-', '']) element.style.setProperty(bound + side, length + 'px', 'important');
         }
       }`,
      { colorScheme: colorScheme ?? null, width: width ?? null, height: height ?? null },
    );
    if (width === undefined) return;
    // A popup keeps the width of its content, a DevTools panel that of its toolbox.
    const hasWidth = async () => (await this.evaluate('innerWidth')) === width;
    await until(hasWidth, `a width of ${width} px`, 1000).catch(() => undefined);
  }

  close(): Promise<void> {
    return this.#onClose();
  }

  #inChrome<T>(body: string, args: Readonly<Record<string, unknown>> = {}): Promise<T> {
    return this.#marionette.inChrome<T>(
      `const context = BrowsingContext.getCurrentTopByBrowserId(browserId);
       if (!context) throw new Error('The surface is gone.');
       const browser = context.embedderElement;
       const actor = context.currentWindowGlobal.getActor('MarionetteCommands');
       ${body}`,
      { ...args, browserId: this.#browserId },
    );
  }
}
