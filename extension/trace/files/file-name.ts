import { isoTime } from './iso-time.ts';
import { isPlain } from './masking/harmless.ts';

/** What a file holds, as far as its name says it. */
interface FileContents {
  /** The sites of its requests. */
  readonly sites: Iterable<string>;
  /** The cookie that it is about, where it is about one. */
  readonly cookie?: string;
  /** When the newest of its requests started, in ms since 1970. */
  readonly newest: number;
  /** It holds secrets in full. */
  readonly secrets: boolean;
}

/** The characters of a part of a name: file systems take 255 bytes in all. */
const LONGEST_PART = 80;

function part(text: string): string {
  return text
    .slice(0, LONGEST_PART)
    .replace(/[^\w.-]/g, '_')
    .replace(/^\.+/, '_');
}

/**
 * The name of a file, after what it holds: `localhost-sid-2026-11-23-unmasked.md`. Files of several sites are named
 * `sidtrail`. A cookie's name that is random stays out: a name cannot be masked later.
 *
 * @param ending with its dot
 */
export function fileNameOf({ sites, cookie, newest, secrets }: FileContents, ending: string): string {
  const [site, ...others] = new Set(sites);
  return [
    site === undefined || site === '' || others.length > 0 ? 'sidtrail' : part(site),
    ...(cookie !== undefined && cookie !== '' && isPlain(cookie) ? [part(cookie)] : []),
    isoTime(newest).slice(0, 10),
    ...(secrets ? ['unmasked'] : []),
  ]
    .join('-')
    .concat(ending);
}
