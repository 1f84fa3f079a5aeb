/** A key by its name in UI Events (`Enter`, `ArrowDown`, …), or a single character. */
export type Key = string;

/** What both browsers' protocols want to know of a key that prints nothing. */
export interface NamedKey {
  /** Windows virtual key code, for the DevTools protocol. */
  readonly windows: number;
  /** WebDriver's code point, for Marionette. */
  readonly webdriver: string;
  /** What it types, where it types something. */
  readonly text?: string;
}

export const NAMED_KEYS: Readonly<Record<string, NamedKey>> = {
  Enter: { windows: 13, webdriver: '\uE007', text: '\r' },
  Tab: { windows: 9, webdriver: '\uE004' },
  Escape: { windows: 27, webdriver: '\uE00C' },
  Backspace: { windows: 8, webdriver: '\uE003' },
  Delete: { windows: 46, webdriver: '\uE017' },
  ArrowLeft: { windows: 37, webdriver: '\uE012' },
  ArrowUp: { windows: 38, webdriver: '\uE013' },
  ArrowRight: { windows: 39, webdriver: '\uE014' },
  ArrowDown: { windows: 40, webdriver: '\uE015' },
  Home: { windows: 36, webdriver: '\uE011' },
  End: { windows: 35, webdriver: '\uE010' },
  PageUp: { windows: 33, webdriver: '\uE00E' },
  PageDown: { windows: 34, webdriver: '\uE00F' },
};
