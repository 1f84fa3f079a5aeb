import browser from 'webextension-polyfill';
import { sendCommand } from '../protocol/send-command.ts';
import type { Side } from '../protocol/side.ts';

/** What Firefox's DevTools pages lack, and what other pages lack. */
type Partly = { readonly [K in 'devtools' | 'windows']?: (typeof browser)[K] };

async function findSide(): Promise<Side> {
  const { devtools, windows } = browser as Partly;
  if (devtools?.inspectedWindow !== undefined) {
    const { tabId } = devtools.inspectedWindow;
    return (await sendCommand('side-of-tab', { tabId })).side;
  }
  return (await windows?.getCurrent())?.incognito === true ? 'private' : 'ordinary';
}

let found: Promise<Side> | undefined;

/** The side that this page is about: that of its window, or of the tab that these DevTools inspect. */
export function ownSide(): Promise<Side> {
  found ??= findSide().catch((error: unknown) => {
    // The background may not be there yet: the next question asks again.
    found = undefined;
    throw error;
  });
  return found;
}
