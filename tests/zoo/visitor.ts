/** What a script of a page may say of its request. */
export interface FetchOptions {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  readonly credentials?: 'omit' | 'same-origin' | 'include';
}

/** Somebody before one tab of a browser. URLs stand as they would in the world; `/path` is of the scene's first origin. */
export interface Visitor {
  /** Types an address, or takes a bookmark. */
  open(url: string): Promise<void>;
  /** Follows a link of the page. */
  follow(url: string): Promise<void>;
  /** Sends a form of the page by POST. */
  submit(url: string, fields?: Readonly<Record<string, string>>): Promise<void>;
  /** A script of the page asks. Resolves with the status; 0 where the script may not see the answer. */
  fetch(url: string, options?: FetchOptions): Promise<number>;
  /** The page shows an image. */
  image(url: string): Promise<void>;
  /** The page shows another page in a frame. */
  frame(url: string): Promise<void>;
  /** A script of the page writes `document.cookie`. */
  writeCookie(line: string): Promise<void>;
}

/** A scene's stage: the first tab, and what else there is in the world. */
export interface Stage extends Visitor {
  /** Another tab of the same browser. */
  secondTab(): Promise<Visitor>;
  /** Time passes for the servers, in minutes; a real browser's clock goes on as it does. */
  idle(minutes: number): void;
  /** Waits until the clock of the browser has passed this time, in ms since 1970. */
  passed(time: number): Promise<void>;
  /** The clock of the browser, in ms since 1970. */
  now(): number;
}
