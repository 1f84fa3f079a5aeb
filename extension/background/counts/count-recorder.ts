import { countPatternsOf } from '../../protocol/settings/site-patterns.ts';
import type { SeenText } from '../../protocol/site-commands.ts';
import { MOST_TEXT, readCounts } from '../../trace/count-pattern/read-counts.ts';
import type { NewTraceEvent } from '../../trace/model/event.ts';
import { siteOfUrl } from '../match-patterns.ts';
import type { LiveSettings } from '../settings.ts';

/** Which response a text belongs to. */
export interface TextOrigin {
  /** Absent where it is not known: then it is that of the tab's last document. */
  readonly requestId?: string;
  readonly tabId: number;
  readonly url: string;
  /** Of a page's text: when its response began, ms since 1970. */
  readonly answeredAt?: number;
}

/** Sites whose last text is remembered for the tester of patterns. */
const MOST_SITES = 8;

/** Looks for counts in texts and records what it finds. */
export class CountRecorder {
  readonly #record: (event: NewTraceEvent) => void;
  readonly #settings: LiveSettings;
  readonly #now: () => number;
  /** A background that stopped has forgotten them: then the open page is asked. */
  readonly #lastTexts = new Map<string, SeenText>();

  constructor(record: (event: NewTraceEvent) => void, settings: LiveSettings, now: () => number) {
    this.#record = record;
    this.#settings = settings;
    this.#now = now;
  }

  /** Whether a site's texts are to be read. Until the settings are known they are: they are looked through later. */
  wants(url: string): boolean {
    return countPatternsOf(this.#settings.now, siteOfUrl(url)).length > 0;
  }

  /** Records every count in a text. @returns whether there was one */
  async read(of: TextOrigin, mediaType: string, text: string, source: SeenText['source']): Promise<boolean> {
    const time = this.#now();
    await this.#settings.ready;
    const site = siteOfUrl(of.url);
    const patterns = countPatternsOf(this.#settings.now, site);
    if (patterns.length === 0) return false;
    this.#remember(site, { url: of.url, mediaType, text: text.slice(0, MOST_TEXT), source });
    const found = readCounts(text, mediaType, patterns);
    for (const { count, pattern, text: quote } of found) {
      this.#record({ kind: 'count', time, ...of, count, source, pattern, text: quote });
    }
    return found.length > 0;
  }

  lastText(site: string): SeenText | undefined {
    return this.#lastTexts.get(site);
  }

  #remember(site: string, seen: SeenText): void {
    this.#lastTexts.delete(site);
    this.#lastTexts.set(site, seen);
    for (const oldest of this.#lastTexts.keys()) {
      if (this.#lastTexts.size <= MOST_SITES) return;
      this.#lastTexts.delete(oldest);
    }
  }
}
