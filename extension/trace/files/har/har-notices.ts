import type { FileNotice } from '../../model/file-codes.ts';
import { fileNotice } from '../file-notice.ts';
import type { HarSource } from './har-source.ts';

/** What was met while a HAR was read. */
export interface HarFindings {
  readonly source: HarSource;
  readonly masked: boolean;
  /** Whether Sidtrail saved the file, and whether all that it wrote is still there. */
  readonly ownStory: 'none' | 'whole' | 'changed';
  readonly hasCookies: boolean;
  readonly redacted: boolean;
  readonly tunnels: number;
  readonly otherSchemes: number;
  readonly longHeaders: number;
  readonly repaired: number;
  readonly entries: number;
  readonly dropped: number;
  readonly seen: number;
  readonly skipped: { readonly index: number; readonly why: string } | undefined;
  readonly skippedInAll: number;
  readonly textAfterEnd: number | undefined;
}

/** What the reader of a HAR must know, the weightiest first. */
export function harNotices(found: HarFindings): FileNotice[] {
  const { source, skipped } = found;
  const tool = source.known.id;
  const notices: FileNotice[] = [];
  const add = (when: boolean, ...notice: Parameters<typeof fileNotice>): void => {
    if (when) notices.push(fileNotice(...notice));
  };
  add(!found.hasCookies, 'no-cookies', { tool });
  add(found.tunnels > 0, 'tunnels', { count: found.tunnels });
  add(found.redacted, 'redacted');
  add(found.masked, 'masked');
  add(found.ownStory === 'changed', 'story-changed');
  if (found.ownStory !== 'whole') {
    add(!source.browserKnown, 'browser-not-known');
    add(!source.rulesKnown, 'rules-not-known', { product: source.product ?? '' });
  }
  add(found.dropped > 0, 'entries-dropped', { count: found.dropped, of: found.dropped + found.entries });
  if (skipped !== undefined) {
    const { index, why } = skipped;
    add(true, 'entries-skipped', { count: found.skippedInAll, of: found.seen, index, why });
  }
  add(found.otherSchemes > 0, 'other-schemes', { count: found.otherSchemes });
  add(found.longHeaders > 0, 'long-headers', { count: found.longHeaders });
  add(found.repaired > 0, 'repaired', { count: found.repaired });
  add(found.textAfterEnd !== undefined, 'text-after-end', { byte: found.textAfterEnd ?? 0 });
  add(found.ownStory !== 'whole', 'predicted');
  return notices;
}
