import browser from 'webextension-polyfill';
import { sendCommand } from '../../protocol/send-command.ts';
import { MAX_TEXT, mayHoldCount, mediaTypeOf } from '../../trace/count-pattern/read-counts.ts';

/** Longer bodies are ignored, in bytes. */
const LONGEST_BODY = 1_000_000;

/** The used part of the HAR entry that DevTools makes of a request. */
interface FinishedRequest {
  readonly startedDateTime: string;
  readonly request: { readonly method: string; readonly url: string };
  readonly response: {
    readonly status: number;
    readonly content: { readonly mimeType?: string; readonly size?: number };
    readonly _fetchedViaServiceWorker?: boolean;
  };
  readonly _fromCache?: string;
  getContent(callback: (content: string | null, encoding: string) => void): void;
}

/**
 * Chrome's own API: its HAR entries give their content to a callback only, and the polyfill does not wrap it
 * if the browser has a `browser` namespace.
 */
declare const chrome: {
  readonly devtools: {
    readonly network: {
      readonly onRequestFinished: { addListener(listener: (finished: FinishedRequest) => void): void };
    };
  };
};

function contentOf(finished: FinishedRequest): Promise<{ content: string | null; encoding: string }> {
  return new Promise((resolve) => finished.getContent((content, encoding) => resolve({ content, encoding })));
}

/**
 * Sends the text of each finished request to the background while DevTools is open: in Chrome there is no other access
 * to bodies other than documents. It asks first, so that only bodies of recorded requests are read.
 */
export function reportBodies(): void {
  const { tabId } = browser.devtools.inspectedWindow;
  chrome.devtools.network.onRequestFinished.addListener((finished) => {
    void report(tabId, finished).catch(() => {
      // DevTools closed or dropped the body: counts from headers and pages remain.
    });
  });
}

async function report(tabId: number, finished: FinishedRequest): Promise<void> {
  const { request, response, startedDateTime } = finished;
  const mediaType = mediaTypeOf(response.content.mimeType);
  if (!mayHoldCount(mediaType) || (response.content.size ?? 0) > LONGEST_BODY || finished._fromCache) return;
  const { requestId } = await sendCommand('match-request', {
    tabId,
    url: request.url,
    method: request.method,
    startedDateTime: Date.parse(startedDateTime),
  });
  if (requestId === undefined) return;
  const { content, encoding } = await contentOf(finished);
  if (content === null || encoding === 'base64') return;
  await sendCommand('report-body', {
    tabId,
    requestId,
    url: request.url,
    mediaType,
    status: response.status,
    method: request.method,
    text: content.slice(0, MAX_TEXT),
  });
}
