import type { CurlRequest } from '../../cookies/exchange/curl-command.ts';
import type { RequestEntry } from '../model/entry.ts';
import type { Masker } from './mask.ts';
import { maskHeader, maskMethod } from './trace-file/mask-event.ts';

/** A recorded request, to be repeated by curl. With `UNMASKED` it repeats it; masked it shows how it was made. */
export function curlRequestOf(entry: RequestEntry, masker: Masker): CurlRequest {
  return {
    url: masker.url(entry.url),
    method: maskMethod(masker, entry.method),
    headers: entry.requestHeaders.map((header) => {
      const [name, value] = maskHeader(masker, header);
      return { name, value };
    }),
  };
}
