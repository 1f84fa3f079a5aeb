import browser, { type Runtime } from 'webextension-polyfill';
import type { Side } from '../../protocol/side.ts';
import type { SeenText } from '../../protocol/site-commands.ts';
import { MAX_TEXT, mayHoldCount } from '../../trace/count-pattern/read-counts.ts';
import { MAX_PAGE } from '../../trace/model/says-in-page.ts';
import { OneAtATime } from '../one-at-a-time.ts';
import pageTextScript from './page-text.js?url&no-inline';
import type { RecentRequests } from './recent-requests.ts';
import type { TextRecorder } from './text-recorder.ts';

/** How far the clocks of a page and of the browser may stand apart, ms. */
const CLOCKS_APART = 2;

const SCRIPT_ID = 'page-text';

/** What the script in a document sends. */
interface PageText {
  readonly url: string;
  readonly mediaType: string;
  readonly text: string;
  /** The markup that says who asks: fields without their values, links, forms, title and headings. */
  readonly marks: string;
  /** Of the answer; 0 where the browser does not tell. */
  readonly status: number;
  /** True where it is read once more, after it has loaded. */
  readonly again: boolean;
  /** When the navigation began, in ms since 1970. */
  readonly started: number;
  /** When the response began, in ms since 1970. */
  readonly answered: number;
}

/** Longest media type that is kept, in characters: RFC 6838, 4.2 allows 127 on each side of the slash. */
const LONGEST_TYPE = 255;

const hostOf = (url: string): string | undefined => (URL.canParse(url) ? new URL(url).host : undefined);

/**
 * What comes from a page is not to be trusted: a page that has broken out of its bounds could send anything. Whose it
 * is, the browser says.
 */
function pageTextIn(message: unknown, sender: Runtime.MessageSender): PageText | undefined {
  if (typeof message !== 'object' || message === null || !('pageText' in message)) return undefined;
  const page = message.pageText as Partial<Record<keyof PageText, unknown>> | null;
  const { url, mediaType, text, marks, status, again, started, answered } = page ?? {};
  if (typeof url !== 'string' || typeof mediaType !== 'string' || typeof text !== 'string') return undefined;
  if (typeof marks !== 'string' || typeof status !== 'number' || typeof again !== 'boolean') return undefined;
  if (typeof started !== 'number' || typeof answered !== 'number') return undefined;
  // A script may change the address of its document, but not the host.
  if (sender.url === undefined || hostOf(url) !== hostOf(sender.url) || mediaType.length > LONGEST_TYPE)
    return undefined;
  const bounded = { text: text.slice(0, MAX_TEXT), marks: marks.slice(0, MAX_PAGE) };
  return { url, mediaType, ...bounded, status, again, started, answered };
}

const withoutFragment = (url: string): string => url.replace(/#.*$/s, '');

/** The page as its server may have written it, as far as it says who asks. */
function markupOf({ marks, text }: PageText): string {
  return `${marks}${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}`;
}

/** A page's own text is without markup, whatever it was made from. */
function typeOfText(mediaType: string): string {
  return mediaType.includes('html') ? 'text/plain' : mediaType;
}

/**
 * Reads the text of documents, and the markup that says who asks: Chrome lets no extension read bodies. A short script
 * runs in the documents of watched sites alone. Without it, a page that is left at once would be gone before the
 * background could ask for its text.
 */
export class PageReader {
  readonly #texts: TextRecorder;
  readonly #recent: RecentRequests;
  /** Undefined until the permissions are known: what an earlier background registered stands until then. */
  #matches: readonly string[] | undefined;
  #on = false;
  readonly #changes = new OneAtATime();

  constructor(texts: TextRecorder, recent: RecentRequests) {
    this.#texts = texts;
    this.#recent = recent;
  }

  /** Registers the listener for what pages send; to be called in the background's first turn. */
  listen(): void {
    browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) => {
      const page = pageTextIn(message, sender);
      return page === undefined || sender.tab?.id === undefined ? undefined : this.#read(page, sender.tab.id);
    });
  }

  /** Reads these match patterns from now on. */
  watch(patterns: readonly string[]): void {
    const matches = patterns.filter((pattern) => !pattern.startsWith('ws'));
    if (matches.join() === this.#matches?.join()) return;
    this.#matches = matches;
    this.#register();
  }

  start(): void {
    this.#on = true;
    this.#register();
  }

  stop(): void {
    this.#on = false;
    this.#register();
  }

  /** One change after another: they would overtake each other. */
  #register(): void {
    const wanted = this.#on ? this.#matches : [];
    if (wanted === undefined) return;
    this.#changes
      .run(() => putScript(wanted))
      .catch(() => {
        // A pattern was revoked just now; the change of permission brings the next call.
      });
  }

  /** @returns whether a count was found */
  async #read(page: PageText, tabId: number): Promise<boolean> {
    const { url, mediaType, text, status, again, started, answered } = page;
    if (!this.#on || !mayHoldCount(mediaType) || !this.#texts.wants(url)) return true;
    const plainUrl = withoutFragment(url);
    const request = this.#recent.find({
      tabId,
      url: plainUrl,
      startedDateTime: started,
      // The visit before may have been a few ms ago, and the next one may be on its way.
      notBefore: started - CLOCKS_APART,
      notAfter: answered,
    });
    const of = {
      ...(request !== undefined && { requestId: request.requestId }),
      tabId,
      url: request?.url ?? plainUrl,
      answeredAt: answered,
    };
    return this.#texts.read(of, {
      mediaType: typeOfText(mediaType),
      text,
      source: 'page',
      ...(mediaType.includes('html') && { markup: markupOf(page) }),
      ...(status > 0 && { status }),
      method: request?.method ?? 'GET',
      tellsAll: !again,
    });
  }
}

async function putScript(matches: readonly string[]): Promise<void> {
  const { scripting } = browser;
  const [before] = await scripting.getRegisteredContentScripts({ ids: [SCRIPT_ID] });
  if (matches.length === 0) {
    if (before !== undefined) await scripting.unregisterContentScripts({ ids: [SCRIPT_ID] });
    return;
  }
  const script = {
    id: SCRIPT_ID,
    matches: [...matches],
    js: [new URL(pageTextScript, location.origin).pathname],
    allFrames: true,
    runAt: 'document_end' as const,
    persistAcrossSessions: false,
  };
  if (before === undefined) await scripting.registerContentScripts([script]);
  else if (before.matches?.join() !== matches.join()) await scripting.updateContentScripts([script]);
}

/** Runs in the page, so it may use nothing from outside itself. */
function readPage(): { url: string; mediaType: string; text: string } {
  return {
    url: document.URL,
    mediaType: document.contentType,
    text: (document.body?.innerText ?? document.documentElement.textContent ?? '').slice(0, 65_536),
  };
}

/** The text of the newest tab of a side that shows a page of a site, for the tester of patterns. */
export async function textOfOpenPage(isOfSite: (url: string) => boolean, side: Side): Promise<SeenText | undefined> {
  const tabs = await browser.tabs.query({});
  const shown = tabs
    .filter(({ url, incognito }) => incognito === (side === 'private') && url !== undefined && isOfSite(url))
    .sort((a, b) => (b.lastAccessed ?? 0) - (a.lastAccessed ?? 0));
  for (const { id } of shown) {
    if (id === undefined) continue;
    try {
      const [result] = await browser.scripting.executeScript({ target: { tabId: id }, func: readPage });
      const page = result?.result as ReturnType<typeof readPage> | undefined;
      if (page !== undefined) return { ...page, mediaType: typeOfText(page.mediaType), source: 'page' };
    } catch {
      // The tab was closed, or shows what no extension may read: perhaps another one shows the site too.
    }
  }
  return undefined;
}
