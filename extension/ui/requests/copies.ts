import { curlCommand } from '../../cookies/exchange/curl-command.ts';
import { fetchCall } from '../../cookies/exchange/fetch-call.ts';
import { powerShellCommand } from '../../cookies/exchange/power-shell.ts';
import { curlRequestOf } from '../../trace/files/curl-request.ts';
import { harEntry } from '../../trace/files/har/write-har-entry.ts';
import type { Masker } from '../../trace/files/mask.ts';
import { maskHeader } from '../../trace/files/trace-file/mask-event.ts';
import type { RequestEntry } from '../../trace/model/entry.ts';
import type { Header } from '../../trace/model/event.ts';
import type { MessageKey } from '../../trace/words/message-key.ts';

/** A form in which requests are copied. */
export interface Copy {
  readonly label: MessageKey;
  readonly write: (entries: readonly RequestEntry[], masker: Masker) => string;
}

type WriteOne = (entry: RequestEntry, masker: Masker) => string;

const each =
  (write: WriteOne, between = '\n'): Copy['write'] =>
  (entries, masker) =>
    entries.map((entry) => write(entry, masker)).join(between);

const lines = (headers: readonly Header[], masker: Masker): string =>
  headers
    .map((header) => maskHeader(masker, header))
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');

/** Every form, in the order of the menu. */
export const copies: readonly Copy[] = [
  { label: 'menuCopyUrl', write: each((entry, masker) => masker.url(entry.url)) },
  { label: 'copyCurl', write: each((entry, masker) => curlCommand(curlRequestOf(entry, masker), 'posix')) },
  { label: 'copyCurlCmd', write: each((entry, masker) => curlCommand(curlRequestOf(entry, masker), 'cmd')) },
  { label: 'menuCopyFetch', write: each((entry, masker) => fetchCall(curlRequestOf(entry, masker))) },
  {
    label: 'menuCopyPowerShell',
    write: each((entry, masker) => powerShellCommand(curlRequestOf(entry, masker)), '\n\n'),
  },
  {
    label: 'menuCopyHar',
    write: (entries, masker) => {
      const [only, ...others] = entries.map((entry) => harEntry(entry, masker));
      return JSON.stringify(others.length === 0 ? only : [only, ...others], null, 2);
    },
  },
  {
    label: 'menuCopyRequestHeaders',
    write: each(({ requestHeaders }, masker) => lines(requestHeaders, masker), '\n\n'),
  },
  {
    label: 'menuCopyResponseHeaders',
    write: each(({ responseHeaders }, masker) => lines(responseHeaders, masker), '\n\n'),
  },
  { label: 'menuCopyCookies', write: each(({ cookieHeader = '' }, masker) => masker.cookieHeader(cookieHeader)) },
];
