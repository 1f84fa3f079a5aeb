import type { ChangeResult } from './change-result.ts';
import type { SiteChange, SiteSettings } from './settings/settings.ts';

/** A site whose hosts are granted. */
export interface WatchedSite {
  /** The registrable domain, or the host itself. */
  readonly site: string;
  /** The granted match patterns that belong to it. */
  readonly patterns: readonly string[];
  /** True where it came with the extension and the browser does not let it be given back (Chrome). */
  readonly fixed: boolean;
}

/** Everything that may be seen, as far as permissions go. */
export interface WatchedSites {
  readonly sites: readonly WatchedSite[];
  /** The user granted every site, in the browser's own pages. */
  readonly everySite: boolean;
  /** Whether the browser lets the extension see private (incognito) windows. */
  readonly privateWindows: boolean;
}

/** A text that counts were looked for in: for the tester of patterns. In memory alone. */
export interface SeenText {
  readonly url: string;
  readonly mediaType: string;
  /** At most `MAX_TEXT` characters. */
  readonly text: string;
  readonly source: 'body' | 'page';
}

/** The commands about watched sites and their counts. */
export interface SiteCommands {
  'watched-sites': { input: Record<never, never>; output: WatchedSites };
  /** Changes what was chosen for a site, in the settings. */
  'change-site': { input: { readonly site: string; readonly change: SiteChange }; output: Record<never, never> };
  /** Gives a site's permission back and forgets its settings, which were `had`. */
  'forget-site': {
    input: { readonly site: string };
    output: ChangeResult & { readonly had?: SiteSettings };
  };
  /** Which recorded request a finished one of DevTools is, where its text is to be read. */
  'match-request': {
    input: {
      readonly tabId: number;
      readonly url: string;
      readonly method: string;
      /** ms since 1970. */
      readonly startedDateTime: number;
    };
    output: { readonly requestId?: string };
  };
  /** The text of a response, as DevTools gives it. */
  'report-body': {
    input: {
      readonly tabId: number;
      readonly requestId: string;
      readonly url: string;
      readonly mediaType: string;
      readonly status: number;
      readonly method: string;
      readonly text: string;
    };
    output: Record<never, never>;
  };
  /** The newest text of a site: that of its last response that was read, else that of a page of it that is open. */
  'last-text': { input: { readonly site: string }; output: { readonly seen?: SeenText } };
}
