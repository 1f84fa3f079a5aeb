import { countPatternsOf } from '../../protocol/settings/site-patterns.ts';
import type { Side } from '../../protocol/side.ts';
import type { SeenText } from '../../protocol/site-commands.ts';
import { MAX_TEXT, readCounts } from '../../trace/count-pattern/read-counts.ts';
import type { NewTraceEvent } from '../../trace/model/event.ts';
import { readAnswerSays } from '../../trace/model/read-answer-says.ts';
import type { LiveSettings } from '../live-settings.ts';
import { siteOfUrl } from '../match-patterns.ts';

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
const MAX_SITES = 8;

/** A text, and what is known of the answer that it came in. */
export interface AnswerText {
  readonly mediaType: string;
  readonly text: string;
  readonly source: SeenText['source'];
  /** The same with the markup that says who asks; absent: the text has its own. */
  readonly markup?: string;
  /** Absent where the status is not known: then nothing is said of who asks. */
  readonly status?: number;
  readonly method: string;
  /** True where it is to be told as well that it says nothing: of a document that has just been parsed. */
  readonly tellsAll: boolean;
}

/** Looks for counts in texts, and for what they say of who asks, and records what it finds. */
export class TextRecorder {
  readonly #record: (event: NewTraceEvent) => void;
  readonly #settings: LiveSettings;
  readonly #now: () => number;
  /** A background that stopped has forgotten them: then the open page is asked. */
  readonly #lastTexts: Readonly<Record<Side, Map<string, SeenText>>> = { ordinary: new Map(), private: new Map() };
  readonly #sideOf: (tabId: number) => Side | undefined;

  /** @param sideOf the side of a tab; undefined where it is not known: then nothing of it is remembered here */
  constructor(
    record: (event: NewTraceEvent) => void,
    settings: LiveSettings,
    now: () => number,
    sideOf: (tabId: number) => Side | undefined,
  ) {
    this.#record = record;
    this.#settings = settings;
    this.#now = now;
    this.#sideOf = sideOf;
  }

  /** Whether a site's texts are to be read. Until the settings are known they are: they are looked through later. */
  wants(url: string): boolean {
    return countPatternsOf(this.#settings.now, siteOfUrl(url)).length > 0;
  }

  /** Records every count in a text, and what it says of who asks. @returns whether there was a count */
  async read(of: TextOrigin, answer: AnswerText): Promise<boolean> {
    const { mediaType, text, source } = answer;
    const time = this.#now();
    await this.#settings.ready;
    const site = siteOfUrl(of.url);
    const patterns = countPatternsOf(this.#settings.now, site);
    if (patterns.length === 0) return false;
    const side = this.#sideOf(of.tabId);
    if (side !== undefined)
      this.#remember(this.#lastTexts[side], site, { url: of.url, mediaType, text: text.slice(0, MAX_TEXT), source });
    this.#recordSays(of, answer, time);
    const found = readCounts(text, mediaType, patterns);
    for (const { count, pattern, text: quote } of found) {
      this.#record({ kind: 'count', time, ...of, count, source, pattern, text: quote });
    }
    return found.length > 0;
  }

  #recordSays(
    of: TextOrigin,
    { mediaType, text, source, markup, status, method, tellsAll }: AnswerText,
    time: number,
  ): void {
    if (status === undefined || !URL.canParse(of.url)) return;
    const body = markup ?? text;
    const says = readAnswerSays(body, {
      mimeType: markup === undefined ? mediaType : 'text/html',
      url: of.url,
      status,
      method,
    });
    if (says === undefined && !tellsAll) return;
    this.#record({ kind: 'says', time, ...of, source, ...(says !== undefined && { says }) });
  }

  lastText(site: string, side: Side): SeenText | undefined {
    return this.#lastTexts[side].get(site);
  }

  /** Forgets the texts of a side. */
  forgetTexts(side: Side): void {
    this.#lastTexts[side].clear();
  }

  #remember(texts: Map<string, SeenText>, site: string, seen: SeenText): void {
    texts.delete(site);
    texts.set(site, seen);
    for (const oldest of texts.keys()) {
      if (texts.size <= MAX_SITES) return;
      texts.delete(oldest);
    }
  }
}
