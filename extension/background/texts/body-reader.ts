import browser, { type WebRequest } from 'webextension-polyfill';
import { MAX_TEXT, mayHoldCount, mediaTypeOf } from '../../trace/count-pattern/read-counts.ts';
import { MAX_PAGE } from '../../trace/model/says-in-page.ts';
import type { TextRecorder } from './text-recorder.ts';

/** Responses that say they are longer are passed by, in bytes. */
const LONGEST_BODY = 1_000_000;

function headerOf(details: WebRequest.OnHeadersReceivedDetailsType, name: string): string | undefined {
  return details.responseHeaders?.find((header) => header.name.toLowerCase() === name)?.value;
}

/** True for responses with a body of text, from the server and not from a cache. */
function hasText(details: WebRequest.OnHeadersReceivedDetailsType): boolean {
  const { statusCode } = details;
  if (details.method === 'HEAD' || statusCode < 200 || statusCode === 204) return false;
  if (statusCode >= 300 && statusCode < 400) return false;
  if ((details as { fromCache?: boolean }).fromCache === true) return false;
  if (Number(headerOf(details, 'content-length') ?? 0) > LONGEST_BODY) return false;
  return mayHoldCount(mediaTypeOf(headerOf(details, 'content-type')));
}

function decoderFor(contentType: string): TextDecoder {
  const charset = /charset\s*=\s*"?([\w.:-]{1,40})/i.exec(contentType)?.[1];
  try {
    return new TextDecoder(charset);
  } catch {
    return new TextDecoder();
  }
}

/**
 * Reads response bodies as they pass (Firefox's filterResponseData). Each chunk goes on to the page before it is looked
 * at; after so many characters the filter lets go and the rest passes without it.
 */
export class BodyReader {
  readonly #texts: TextRecorder;

  constructor(texts: TextRecorder) {
    this.#texts = texts;
  }

  /** Follows a response; to be called in the turn of a blocking onHeadersReceived. */
  follow(details: WebRequest.OnHeadersReceivedDetailsType): void {
    if (!hasText(details) || !this.#texts.wants(details.url)) return;
    const contentType = headerOf(details, 'content-type') ?? '';
    const { requestId, tabId, url, statusCode: status, method, type } = details;
    const tellsAll = type === 'main_frame' || type === 'sub_frame';
    const most = tellsAll ? MAX_PAGE : MAX_TEXT;
    const decoder = decoderFor(contentType);
    let text = '';
    const done = (): void => {
      const whole = text;
      text = '';
      const answer = { mediaType: mediaTypeOf(contentType), text: whole, source: 'body' as const };
      void this.#texts.read({ requestId, tabId, url }, { ...answer, status, method, tellsAll });
    };
    const filter = browser.webRequest.filterResponseData(requestId);
    filter.ondata = ({ data }) => {
      filter.write(data);
      text += decoder.decode(data, { stream: true });
      if (text.length < most) return;
      filter.disconnect();
      done();
    };
    filter.onstop = () => {
      filter.close();
      done();
    };
    // Nothing to do: a request that was redirected or aborted has no body, and the page gets what there is.
    filter.onerror = () => {};
  }
}
