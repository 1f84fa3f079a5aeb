import { recordOf, textOf } from '../json-value.ts';
import type { HarExchange } from './har-exchange.ts';

/** What a HAR tells of the tabs: pages by id, and the documents that were loaded into them. */
export interface HarPages {
  /** Takes one of `log.pages`. They may stand behind the entries. */
  add(page: unknown): void;
  /** The tab of an entry. Playwright's pages are tabs; elsewhere a page is one load, and all are one tab's. */
  tabOf(exchange: HarExchange): number;
  /** The top-level document of an entry that is none itself. Call it in the order of time. */
  topUrlOf(exchange: HarExchange): string | undefined;
}

export function harPages(pagesAreTabs: boolean): HarPages {
  const titles = new Map<string, string>();
  const tabs = new Map<string, number>();
  const documents = new Map<string, string>();
  return {
    add(value) {
      const page = recordOf(value);
      const id = textOf(page['id']);
      if (id === undefined) return;
      titles.set(id, textOf(page['title']) ?? '');
      if (pagesAreTabs && !tabs.has(id)) tabs.set(id, tabs.size + 1);
    },
    tabOf(exchange) {
      return tabs.get(exchange.pageref ?? '') ?? 1;
    },
    topUrlOf(exchange) {
      const page = exchange.pageref ?? '';
      if (exchange.type === 'main_frame') {
        documents.set(page, exchange.url);
        return undefined;
      }
      // DevTools gives a page its URL as title; of what loaded before the recording began there is no other trace.
      const title = titles.get(page) ?? '';
      return documents.get(page) ?? (/^https?:/.test(title) && URL.canParse(title) ? title : undefined);
    },
  };
}
