import type { ResourceType } from '../../model/event.ts';
import { headerValue } from '../../model/headers.ts';
import { framesOf, type HarDocument, TabDocuments, topOf } from './har-documents.ts';
import type { HarExchange } from './har-exchange.ts';
import type { HarPages } from './har-pages.ts';
import { redirectsBefore } from './har-redirects.ts';
import { References } from './har-references.ts';
import type { HarSource } from './har-source.ts';
import { type Evidence, typeByExtension } from './resource-type.ts';

/** Where an exchange belongs. */
export interface Place {
  readonly type: ResourceType;
  readonly tabId: number;
  readonly frameId: number;
  /** The tab's document; absent for that document itself, and where the file does not show it. */
  readonly topUrl?: string;
  readonly ancestors?: readonly string[];
  readonly initiator?: string;
  /** The exchange that redirected here. */
  readonly before?: HarExchange;
}

export interface PlacesContext {
  readonly source: HarSource;
  readonly pages: HarPages;
  /** The site of a URL: scheme aside, its registrable domain. */
  siteOf(url: string): string;
}

/** How a document is shown; `beside`: HTML that a script fetched into a page. */
type Level = 'top' | 'frame' | 'beside' | 'somewhere';

const UNSAFE = /^(?:POST|PUT|PATCH|DELETE)$/;

/**
 * Finds for each exchange of a HAR the document that it belongs to. HAR knows pages, and neither frames nor tabs; what
 * an entry is shows in `log.pages`, in the Referers of the requests that follow, and in the redirects. Where none of
 * that decides, the place stays open, and so does what depends on it.
 */
export class HarPlaces {
  readonly #context: PlacesContext;
  readonly #before: ReadonlyMap<HarExchange, HarExchange>;
  readonly #after = new Map<HarExchange, HarExchange>();
  readonly #references: References;
  readonly #tabs = new Map<number, TabDocuments>();
  readonly #placed = new Map<HarExchange, Place>();

  /** @param inTime exchanges in the order of their beginnings */
  constructor(inTime: readonly HarExchange[], context: PlacesContext) {
    this.#context = context;
    this.#before = redirectsBefore(inTime);
    for (const [next, hop] of this.#before) this.#after.set(hop, next);
    this.#references = new References(inTime);
  }

  /** To be called once for each exchange, in the order of their beginnings. */
  placeOf(exchange: HarExchange): Place {
    const before = this.#before.get(exchange);
    const decided = before === undefined ? undefined : this.#placed.get(before);
    if (before !== undefined && decided !== undefined) {
      // What a redirect was for, its target is for too, and whoever asked for the one asked for the other.
      const place = { ...decided, ...askedBy(exchange), before };
      this.#placed.set(exchange, place);
      return place;
    }
    const place = this.#decide(exchange);
    if (this.#after.has(exchange)) this.#placed.set(exchange, place);
    return place;
  }

  /** The exchange that an exchange redirects to. */
  redirectedTo(exchange: HarExchange): HarExchange | undefined {
    return this.#after.get(exchange);
  }

  #tab(tabId: number): TabDocuments {
    const known = this.#tabs.get(tabId);
    if (known !== undefined) return known;
    const tab = new TabDocuments();
    this.#tabs.set(tabId, tab);
    return tab;
  }

  #decide(exchange: HarExchange): Place {
    const { pages, source } = this.#context;
    const tabId = source.known.pages === 'tabs' ? pages.numberOf(exchange.pageref) : 1;
    const chain = this.#chain(exchange);
    const evidence = evidenceOfChain(chain, this.#tab(tabId).top !== undefined);
    if (!source.isBrowser) return this.#withoutPages(exchange, evidence, tabId);
    const tab = this.#tab(tabId);
    const last = chain.at(-1) ?? exchange;
    const { pageref } = exchange;
    const asker = tab.documentOfSheet(exchange.referer) ?? tab.referred(exchange.referer);
    switch (evidence.place) {
      case 'resource':
      case 'redirect':
        return this.#resource(exchange, evidence.type, tabId, asker);
      case 'main':
      case 'frame':
      case 'navigation':
      case 'html':
        break;
    }
    const level = this.#levelOf(evidence, exchange, chain, tab);
    switch (level) {
      case 'top':
        tab.openTop(last.url, last.address, pageref);
        return { type: 'main_frame', tabId, frameId: 0, ...askedBy(exchange) };
      case 'frame': {
        const parent = asker ?? this.#topFor(exchange, tab);
        const document = tab.openFrame(last.url, last.address, pageref, parent);
        const { frameId } = document;
        return { type: 'sub_frame', tabId, frameId, ...around(parent, this.#titled(exchange)), ...askedBy(exchange) };
      }
      case 'beside':
        return this.#resource(exchange, evidence.type, tabId, asker);
      case 'somewhere':
        tab.openSomewhere(last.url, last.address, pageref);
        return { type: 'other', tabId, frameId: 0, ...askedBy(exchange) };
    }
  }

  /** An exchange with those that it redirects to. */
  #chain(first: HarExchange): readonly HarExchange[] {
    const chain = [first];
    for (let next = this.#after.get(first); next !== undefined; next = this.#after.get(next)) chain.push(next);
    return chain;
  }

  #levelOf(evidence: Evidence, first: HarExchange, chain: readonly HarExchange[], tab: TabDocuments): Level {
    if (evidence.place === 'main') return 'top';
    if (evidence.place === 'frame') return 'frame';
    const isDocument = evidence.place === 'navigation';
    const inside: Level = isDocument ? 'frame' : 'beside';
    const { pages, source } = this.#context;
    const { pageref, referer } = first;
    const last = chain.at(-1) ?? first;
    const titled = this.#titled(first);
    if (titled !== undefined && chain.some(({ address }) => address === titled)) return 'top';
    const pagesAreLoads = source.known.pages === 'loads' && pages.has(pageref);
    const top = pagesAreLoads ? tab.topOfPage(pageref) : tab.top;
    if (top === undefined) {
      // Of a page that the file names, and whose document it does not hold, what comes with a Referer is a part.
      return titled !== undefined && referer !== undefined ? inside : 'top';
    }
    const oldLives = this.#references.livesAfter(top.address, last.responded);
    const newLives = last.address !== top.address && this.#references.livesAfter(last.address, last.responded);
    if (pagesAreLoads) return newLives && !oldLives ? 'top' : inside;
    if (referer === undefined) return isDocument || (last.response?.status ?? 0) < 400 ? 'top' : inside;
    if (oldLives) return inside;
    if (newLives) return 'top';
    if (!isDocument) return this.#isOf(referer, top) ? inside : 'top';
    if (UNSAFE.test(first.method) || !this.#isOf(referer, top)) return 'top';
    return this.#sameSite(last.url, top.url) ? 'top' : 'somewhere';
  }

  /** Whether a Referer speaks of this document, by its address or by the origin that other sites are given. */
  #isOf(referer: string, document: HarDocument): boolean {
    return referer === document.address || new URL(referer).origin === new URL(document.address).origin;
  }

  #sameSite(a: string, b: string): boolean {
    return this.#context.siteOf(a) === this.#context.siteOf(b);
  }

  /** The page's document by `log.pages`, which may have been loaded before the recording. */
  #titled(exchange: HarExchange): string | undefined {
    return this.#context.pages.addressOf(exchange.pageref);
  }

  /** The tab's document that an exchange belongs to, where its Referer names none. */
  #topFor(exchange: HarExchange, tab: TabDocuments): HarDocument | undefined {
    const { pages, source } = this.#context;
    const { pageref, referer, url } = exchange;
    if (source.known.pages === 'loads' && pages.has(pageref)) return tab.topOfPage(pageref);
    const { top } = tab;
    // Through a proxy go other tabs and other programs too; of a browser's requests, some say that their own site asked.
    const mayBeOfTop = source.known.sees === 'browser' && !isOfOwnSite(exchange);
    return top === undefined || mayBeOfTop || this.#sameSite(referer ?? url, top.url) ? top : undefined;
  }

  #resource(exchange: HarExchange, type: ResourceType, tabId: number, asker: HarDocument | undefined): Place {
    const tab = this.#tab(tabId);
    const document = asker ?? this.#topFor(exchange, tab);
    if (type === 'stylesheet' && document !== undefined) {
      for (const { address } of this.#chain(exchange)) tab.addSheet(address, document);
    }
    return {
      type,
      tabId,
      frameId: document?.frameId ?? 0,
      ...around(document, this.#titled(exchange)),
      ...askedBy(exchange, tab.documentOfSheet(exchange.referer)),
    };
  }

  #withoutPages(exchange: HarExchange, evidence: Evidence, tabId: number): Place {
    const isDocument = evidence.place !== 'resource' && evidence.place !== 'redirect';
    return { type: isDocument ? 'main_frame' : evidence.type, tabId, frameId: 0, ...askedBy(exchange) };
  }
}

/** True for a request that a page of the same site made, as Sec-Fetch-Site says. */
const isOfOwnSite = ({ requestHeaders }: HarExchange): boolean =>
  /^same-/.test(headerValue(requestHeaders, 'sec-fetch-site') ?? '');

/** What the hops of a redirect show together: the surest of them speaks, else the last, which shows what came of it. */
function evidenceOfChain(chain: readonly HarExchange[], hasTop: boolean): Evidence {
  for (const place of ['main', 'frame', 'navigation'] as const) {
    const sure = chain.find(({ evidence }) => evidence.place === place);
    if (sure !== undefined) return sure.evidence;
  }
  const last = chain.at(-1);
  if (last === undefined) return { place: 'resource', type: 'other' };
  if (last.evidence.place !== 'redirect') return last.evidence;
  const type = typeByExtension(last.redirectsTo ?? '');
  if (type !== undefined) return { place: 'resource', type };
  // A file may begin with a redirect out of it; in a page that is there, a redirect alone makes no document.
  return hasTop || last.referer !== undefined ? last.evidence : { place: 'html', type: 'other' };
}

/** The documents around what a document asks for. */
function around(document: HarDocument | undefined, titled: string | undefined): Pick<Place, 'topUrl' | 'ancestors'> {
  if (document === undefined) return titled === undefined ? {} : { topUrl: titled };
  const top = topOf(document);
  if (top === undefined) return {};
  const frames = framesOf(document);
  return { topUrl: top.url, ...(frames.length > 0 && { ancestors: frames }) };
}

/** Who asked: what the request says, but for a style sheet, which asks in its document's name. */
function askedBy(exchange: HarExchange, ofSheet?: HarDocument): Pick<Place, 'initiator'> {
  const initiator = ofSheet?.url ?? exchange.initiator;
  return initiator === undefined ? {} : { initiator };
}
