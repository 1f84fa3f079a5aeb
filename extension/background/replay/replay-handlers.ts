import browser from 'webextension-polyfill';
import type { HandlersOf } from '../../protocol/commands.ts';
import type { ReplayCommands, ReplayInput, ReplayPlace } from '../../protocol/replay-commands.ts';
import type { NewTraceEvent } from '../../trace/model/event.ts';
import { hasNoBody } from '../../trace/model/replayable.ts';
import { whyNot } from '../../trace/model/why-not.ts';
import { siteOfUrl } from '../match-patterns.ts';
import { sendAgain } from './send-again.ts';

/** What the handlers need of the background. */
export interface ReplayContext {
  record(event: NewTraceEvent): void;
  /** Resolves when it is known: the question may have woken the background. */
  isRecording(): Promise<boolean>;
  /** ms since 1970. */
  now(): number;
}

/** The handlers of the commands about requests that are sent again. */
export function replayHandlers(context: ReplayContext): HandlersOf<keyof ReplayCommands> {
  return {
    'replay-place': (input) => placeOf(input, context),
    'replay-request': async ({ entry, ...input }) => {
      const place = await placeOf(input, context);
      if ('why' in place) return { ok: false, why: place.why };
      const { tabId, method } = input;
      const url = input.url.replace(/#.*$/s, '');
      // First the log, so that the request that follows is known for what it is.
      context.record({ kind: 'replay', time: context.now(), tabId, method, url, of: entry });
      const fault = await sendAgain(tabId, method, url);
      return fault === undefined ? { ok: true } : { ok: false, why: whyNot('replay-failed', { fault }) };
    },
  };
}

/** The page that is to send it: that of the tab that sent it before, as long as its site is the same. */
async function placeOf({ tabId, method, page }: ReplayInput, { isRecording }: ReplayContext): Promise<ReplayPlace> {
  if (!hasNoBody(method)) return { why: whyNot('replay-body', { method }) };
  if (!(await isRecording())) return { why: whyNot('replay-paused', {}) };
  const tab = await browser.tabs.get(tabId).catch(() => undefined);
  if (tab === undefined) return { why: whyNot('tab-closed', {}) };
  const site = siteOfUrl(page);
  // The browser shows no address of a page that is not watched.
  if (tab.url === undefined || !/^https?:/.test(tab.url)) return { why: whyNot('replay-unseen-page', { site }) };
  const shown = siteOfUrl(tab.url);
  return shown === site ? { page: tab.url } : { why: whyNot('replay-elsewhere', { site, shown }) };
}
