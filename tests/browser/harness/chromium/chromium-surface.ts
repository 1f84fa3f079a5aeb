import { type Key, NAMED_KEYS } from '../keys.ts';
import type { Modifier, SurfaceDriver } from '../surface.ts';
import type { CdpTarget } from './cdp-target.ts';

/** Input domain's bits. */
const MODIFIER_BITS: Readonly<Record<Modifier, number>> = { Alt: 1, Control: 2, Meta: 4, Shift: 8 };

/** Any Chromium surface, by the DevTools protocol of its target. */
export class ChromiumSurface implements SurfaceDriver {
  readonly #target: CdpTarget;

  constructor(target: CdpTarget) {
    this.#target = target;
  }

  evaluate(expression: string): Promise<unknown> {
    return this.#target.evaluate(expression);
  }

  async click(x: number, y: number): Promise<void> {
    const button = { x, y, button: 'left', clickCount: 1 };
    await this.#target.send('Input.dispatchMouseEvent', { type: 'mouseMoved', x, y });
    await this.#target.send('Input.dispatchMouseEvent', { type: 'mousePressed', buttons: 1, ...button });
    await this.#target.send('Input.dispatchMouseEvent', { type: 'mouseReleased', buttons: 0, ...button });
  }

  async press(key: Key, modifiers: readonly Modifier[]): Promise<void> {
    const named = NAMED_KEYS[key];
    const bits = modifiers.reduce((sum, modifier) => sum | MODIFIER_BITS[modifier], 0);
    const plain = bits === 0 || bits === MODIFIER_BITS.Shift;
    const text = plain ? (named ? named.text : key) : undefined;
    const event = {
      key,
      code: named ? key : codeOf(key),
      windowsVirtualKeyCode: named?.windows ?? key.toUpperCase().charCodeAt(0),
      modifiers: bits,
    };
    await this.#target.send('Input.dispatchKeyEvent', {
      type: text === undefined ? 'rawKeyDown' : 'keyDown',
      ...event,
      ...(text === undefined ? {} : { text }),
    });
    await this.#target.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event });
  }

  async screenshot(): Promise<Buffer> {
    const { data } = await this.#target.send('Page.captureScreenshot', { format: 'png' });
    return Buffer.from(String(data), 'base64');
  }

  async emulate({ colorScheme, width, height }: Parameters<SurfaceDriver['emulate']>[0]): Promise<void> {
    if (colorScheme) {
      await this.#target.send('Emulation.setEmulatedMedia', {
        features: [{ name: 'prefers-color-scheme', value: colorScheme }],
      });
    }
    // A DevTools panel is a frame in DevTools: it has the size that DevTools gives it.
    const hasSize = this.#target.info.type !== 'iframe';
    if (hasSize && (width !== undefined || height !== undefined)) {
      const size = (await this.evaluate('({ width: innerWidth, height: innerHeight })')) as Record<string, number>;
      await this.#target.send('Emulation.setDeviceMetricsOverride', {
        width: width ?? size['width'],
        height: height ?? size['height'],
        deviceScaleFactor: 0,
        mobile: false,
      });
    }
  }

  close(): Promise<void> {
    return this.#target.close();
  }
}

function codeOf(character: string): string {
  if (/^[a-z]$/i.test(character)) return `Key${character.toUpperCase()}`;
  if (/^\d$/.test(character)) return `Digit${character}`;
  return character === ' ' ? 'Space' : '';
}
