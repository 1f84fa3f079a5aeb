/** A document that a HAR shows being loaded. */
export interface HarDocument {
  readonly url: string;
  readonly address: string;
  readonly pageref: string | undefined;
  /** The document that holds its frame; absent for a tab's. */
  readonly parent?: HarDocument;
  /** 0 for a tab's document. */
  readonly frameId: number;
  /** False: whether it is a tab's document or a frame's, the file does not show. */
  readonly placed: boolean;
}

/** The tab's document that holds a document; undefined where that is not known. */
export function topOf(document: HarDocument): HarDocument | undefined {
  let top = document;
  while (top.parent !== undefined) top = top.parent;
  return top.placed && top.frameId === 0 ? top : undefined;
}

/** The frames between the tab's document and what a document asks for, the nearest first. */
export function framesOf(document: HarDocument): string[] {
  const frames: string[] = [];
  for (let at = document; at.parent !== undefined; at = at.parent) frames.push(at.url);
  return frames;
}

function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : '';
}

/** The documents of one tab, the newest of each address. */
export class TabDocuments {
  readonly #byAddress = new Map<string, HarDocument>();
  readonly #sheets = new Map<string, HarDocument>();
  readonly #topOfPage = new Map<string, HarDocument>();
  /** Frames of the newest top document. */
  #frames: HarDocument[] = [];
  #newestFrameId = 0;
  top: HarDocument | undefined;

  /** A document of the tab itself takes the place of the one before. */
  openTop(url: string, address: string, pageref: string | undefined): HarDocument {
    const document = { url, address, pageref, frameId: 0, placed: true };
    this.top = document;
    this.#frames = [];
    this.#byAddress.set(address, document);
    if (pageref !== undefined) this.#topOfPage.set(pageref, document);
    return document;
  }

  openFrame(url: string, address: string, pageref: string | undefined, parent: HarDocument | undefined): HarDocument {
    this.#newestFrameId += 1;
    const document = {
      url,
      address,
      pageref,
      ...(parent !== undefined && { parent }),
      frameId: this.#newestFrameId,
      placed: parent !== undefined,
    };
    this.#frames.push(document);
    this.#byAddress.set(address, document);
    return document;
  }

  /** A document of which it is not known where it is shown. */
  openSomewhere(url: string, address: string, pageref: string | undefined): void {
    this.#byAddress.set(address, { url, address, pageref, frameId: 0, placed: false });
  }

  /** A style sheet asks for its fonts and images with its own address as the Referer, in its document's name. */
  addSheet(address: string, document: HarDocument): void {
    this.#sheets.set(address, document);
  }

  /** The document of the style sheet that a Referer names. */
  documentOfSheet(referer: string | undefined): HarDocument | undefined {
    return this.#sheets.get(referer ?? '');
  }

  topOfPage(pageref: string | undefined): HarDocument | undefined {
    return this.#topOfPage.get(pageref ?? '');
  }

  /** The document that a Referer names: by its address, else by its origin, which is all that other sites are given. */
  referred(referer: string | undefined): HarDocument | undefined {
    if (referer === undefined) return undefined;
    const origin = originOf(referer);
    const exact = this.#byAddress.get(referer);
    // The bare origin is what other sites and strict policies are given of any page: the newest is the likeliest.
    if (exact !== undefined && (referer !== `${origin}/` || originOf(this.top?.address ?? '') !== origin)) return exact;
    const shown = this.top === undefined ? this.#frames : [this.top, ...this.#frames];
    return shown.find(({ address }) => originOf(address) === origin);
  }
}
