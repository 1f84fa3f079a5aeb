import { recordOf, textOf } from '../json-value.ts';

/** What `log.pages` says. */
export class HarPages {
  readonly #titles = new Map<string, string>();
  readonly #tabs = new Map<string, number>();

  /** @param pages the items of `log.pages` */
  constructor(pages: readonly unknown[]) {
    for (const value of pages) {
      const page = recordOf(value);
      const id = textOf(page['id']);
      if (id === undefined || this.#titles.has(id)) continue;
      this.#titles.set(id, textOf(page['title']) ?? '');
      this.#tabs.set(id, this.#tabs.size + 1);
    }
  }

  /** Whether the file lists this page. */
  has(pageref: string | undefined): pageref is string {
    return pageref !== undefined && this.#titles.has(pageref);
  }

  /** The page's place in the file: 1, 2, 3 … */
  numberOf(pageref: string | undefined): number {
    return this.#tabs.get(pageref ?? '') ?? 1;
  }

  /** The page's URL, without its fragment: Chrome's and Safari's tools give it as its title. */
  addressOf(pageref: string | undefined): string | undefined {
    const title = this.#titles.get(pageref ?? '') ?? '';
    return /^https?:/.test(title) && URL.canParse(title) ? new URL(title).href.split('#', 1)[0] : undefined;
  }
}
