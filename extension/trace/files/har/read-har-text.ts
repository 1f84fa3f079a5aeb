import { publicSuffixList } from '../../../cookies/public-suffixes.ts';
import { DEFAULT_COUNT_PATTERNS } from '../../count-pattern/default-patterns.ts';
import { mayHoldCount, mediaTypeOf, readCounts } from '../../count-pattern/read-counts.ts';
import { HarReader } from './har-reader.ts';
import type { HarOptions, HarTrace } from './har-trace.ts';

/** What a HAR is read with by default: the bundled list of public suffixes, the default count patterns. */
export const DEFAULT_HAR_OPTIONS: HarOptions = {
  publicSuffix: (host) => publicSuffixList.publicSuffix(host) ?? undefined,
  readCount: (body, contentType) => {
    const mediaType = mediaTypeOf(contentType);
    return mayHoldCount(mediaType) ? readCounts(body, mediaType, DEFAULT_COUNT_PATTERNS)[0] : undefined;
  },
};

/** Bytes that are read at once, so that no string is ever as long as the file. */
const PIECE = 4 * 1024 * 1024;

/**
 * Reads a HAR that is held whole, for programs: `createFold({ chosenNames: har.sessionCookies }).apply(har.events)`
 * gives its trace.
 *
 * @param content the file's text, or its bytes, which a large file is better given as
 * @throws FileError what is wrong with the file; its `code` and `params` are for `fileErrorPhrase`
 */
export function readHarText(content: string | Uint8Array, options: Partial<HarOptions> = {}): HarTrace {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const reader = new HarReader({ ...DEFAULT_HAR_OPTIONS, ...options });
  for (let at = 0; at < bytes.length; at += PIECE) reader.write(bytes.subarray(at, at + PIECE));
  return reader.finish();
}
