import { type Key, NAMED_KEYS } from '../keys.ts';
import type { Modifier, SurfaceDriver } from '../surface.ts';
import type { CdpTarget } from './cdp-target.ts';

/** Input domain's bits. */
const MODIFIER_BITS: Readonly<Record<Modifier, number>> = { Alt: 1, Control: 2, Meta: 4, Shift: 8 };

/** Any Chromium surface, by the DevTools protocol of its target. */
export class ChromiumSurface implements SurfaceDriver {
  readonly #target: CdpTarget;
  readonly #frame: CdpTarget | undefined;

  /** @param frame The page that holds the surface in a frame, where it is no page of its own: DevTools. */
  constructor(target: CdpTarget, frame?: CdpTarget) {
    this.#target = target;
    this.#frame = frame;
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
    const clip = this.#frame && { clip: await this.#frame.evaluate(boundsOfFrame(this.#target.info.url)) };
    const { data } = await (this.#frame ?? this.#target).send('Page.captureScreenshot', { format: 'png', ...clip });
    return Buffer.from(String(data), 'base64');
  }

  async emulate({ colorScheme, width, height }: Parameters<SurfaceDriver['emulate']>[0]): Promise<void> {
    if (colorScheme) {
      await this.#target.send('Emulation.setEmulatedMedia', {
        features: [{ name: 'prefers-color-scheme', value: colorScheme }],
      });
    }
    // A frame has the size that its page gives it.
    if (!this.#frame && (width !== undefined || height !== undefined)) {
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

/** Runs in the page that holds the frame: where it lies, through all shadow roots, as a clip for a screenshot. */
function boundsOfFrame(url: string): string {
  return `(() => {
    const frames = (root) => [...root.querySelectorAll('*')].flatMap((element) =>
      element.localName === 'iframe' ? [element] : element.shadowRoot ? frames(element.shadowRoot) : []);
    const frame = frames(document).find(({ src }) => src.startsWith(${JSON.stringify(url)}));
    const { x, y, width, height } = frame.getBoundingClientRect();
    return { x, y, width, height, scale: 1 };
  })()`;
}

function codeOf(character: string): string {
  if (/^[a-z]$/i.test(character)) return `Key${character.toUpperCase()}`;
  if (/^\d$/.test(character)) return `Digit${character}`;
  return character === ' ' ? 'Space' : '';
}
