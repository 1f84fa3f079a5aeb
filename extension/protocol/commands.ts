import type { BrowserCookie, CookieIdentity } from '../cookies/browser-cookie.ts';
import type { HistoryItem, JarAction } from '../trace/jar/history.ts';
import type { EditResult, JarEdit } from '../trace/jar/jar-edit.ts';
import type { ProtectedCookie } from '../trace/jar/protect.ts';
import type { Snapshot } from '../trace/jar/snapshots.ts';
import type { WhyNot } from '../trace/model/why-not.ts';
import type { SiteSummary } from '../trace/summary/site-summary.ts';
import type { ChangeResult } from './change-result.ts';
import type { ReplayCommands } from './replay-commands.ts';
import type { Side } from './side.ts';
import type { SiteCommands } from './site-commands.ts';

/** What the extension may see of a page, and what it does there. */
export interface SiteStatus {
  /** The page's URL; absent where the browser does not say (no permission, a private page). */
  readonly url?: string;
  /** The registrable domain or the host; absent with the URL. */
  readonly site?: string;
  /** The cookie store of the tab, where the browser names it: Firefox keeps its containers apart. */
  readonly storeId?: string;
  /** `granted`: it is watched. `missing`: the patterns below must be asked for. `impossible`: no extension may see it. */
  readonly access: 'granted' | 'missing' | 'impossible';
  /** Exactly the match patterns to ask for. */
  readonly patterns: readonly string[];
  /** True where it is granted, but turned off in the options. */
  readonly off?: boolean;
  /** Hosts that the page asked and that may not be seen, those of its frames first; absent: there are none. */
  readonly unseen?: readonly UnseenHost[];
}

/** What a popup shows first. Each part is absent where there is none: no tab, no page that may be watched. */
export interface PopupOpening {
  readonly tabId?: number;
  readonly side: Side;
  readonly status?: SiteStatus;
  readonly summary?: SiteSummary;
  readonly cookies?: readonly BrowserCookie[];
}

/** A host that may not be seen, and the match patterns to ask for to see it. */
export interface UnseenHost {
  readonly host: string;
  readonly patterns: readonly string[];
}

/** How an action of the jar editor went, edit by edit, and what the history holds of it. */
export interface JarActionAnswer {
  /** In the order of the edits; what could not be brought back because it expired stands behind them. */
  readonly results: readonly EditResult[];
  /** Absent: nothing was changed, or `unremembered`. */
  readonly item?: HistoryItem;
  /** Set when it was done but cannot be undone. */
  readonly unremembered?: WhyNot;
  /** Set when nothing was tried. */
  readonly why?: WhyNot;
}

/** A site that is not watched, and exactly the match patterns to ask for. */
export interface UnwatchedSite {
  readonly site: string;
  readonly patterns: readonly string[];
}

/** What the jar editor remembers of a site, in memory alone. */
export interface JarMemory {
  /** Oldest first. */
  readonly history: readonly HistoryItem[];
  readonly snapshots: readonly Snapshot[];
  readonly protectedCookies: readonly ProtectedCookie[];
}

/**
 * Every command that a surface can give the background: its input and its answer. This one map types both ends; a
 * misspelt command or a wrong payload does not compile.
 */
export interface Commands extends SiteCommands, ReplayCommands {
  /**
   * Deletes exactly this cookie, then reloads a tab where one is named: a popup that closes meanwhile leaves nothing half
   * done. Its undo is `put-cookie` with the cookie that is returned.
   */
  'delete-cookie': {
    input: { readonly identity: CookieIdentity; readonly reloadTab?: number };
    output: ChangeResult & { readonly deleted?: BrowserCookie; readonly reloaded?: boolean };
  };
  /** Sets a cookie as given (a new one, an edit, or one that was deleted) and answers with what the browser made of it. */
  'put-cookie': {
    input: { readonly cookie: BrowserCookie; readonly change: 'set' | 'restore' };
    output: ChangeResult & { readonly stored?: BrowserCookie };
  };
  /** All cookies of a site as the browser holds them now: every store and partition. */
  'read-jar': { input: { readonly site: string }; output: { readonly cookies: readonly BrowserCookie[] } };
  'set-recording': { input: { readonly on: boolean }; output: { readonly on: boolean } };
  /** Empties the trace. For a minute it can be undone. */
  'clear-trace': { input: Record<never, never>; output: { readonly undoUntil: number } };
  /** Takes the last clear back: what was cleared stands before what was recorded since. */
  'undo-clear': { input: Record<never, never>; output: ChangeResult };
  /** The side of a tab, for surfaces that may not ask the browser (Firefox's DevTools panel). */
  'side-of-tab': { input: { readonly tabId: number }; output: { readonly side: Side } };
  'reload-tab': { input: { readonly tabId: number }; output: ChangeResult };
  /** Does many things to the jar as one action: one undo reverts all of it. */
  'change-jar': {
    input: { readonly action: JarAction; readonly site: string; readonly edits: readonly JarEdit[] };
    output: JarActionAnswer;
  };
  /** Which hosts' cookies may be written, and all cookies that their sites hold now: what an import looks at first. */
  'read-hosts': {
    input: { readonly hosts: readonly string[] };
    output: {
      readonly granted: readonly string[];
      readonly cookies: readonly BrowserCookie[];
      /** The sites of the other hosts, each with the match patterns to ask for. */
      readonly unwatched: readonly UnwatchedSite[];
    };
  };
  'undo-jar-action': { input: { readonly id: number }; output: JarActionAnswer };
  'read-jar-edits': { input: { readonly site: string }; output: JarMemory };
  'take-snapshot': {
    input: { readonly site: string; readonly name: string };
    output: ChangeResult & { readonly snapshot?: Snapshot };
  };
  /** Forgets a snapshot. Its undo is `keep-snapshot` with the snapshot that is returned. */
  'drop-snapshot': { input: { readonly id: number }; output: { readonly dropped?: Snapshot } };
  'keep-snapshot': { input: { readonly snapshot: Snapshot }; output: ChangeResult };
  'restore-snapshot': { input: { readonly id: number }; output: JarActionAnswer };
  /** Puts the cookie back whenever anything but the user changes or deletes it, or no longer does so. */
  'protect-cookie': { input: { readonly identity: CookieIdentity; readonly on: boolean }; output: ChangeResult };
  /** What the newest part of the trace knows of a site: for views that do not fold the log themselves. */
  'site-summary': { input: { readonly site: string }; output: SiteSummary };
  /**
   * All that a popup shows first, in one answer. It is sent before the popup's code is there, so nothing is known yet but
   * that the tab is the active one of the window used last.
   */
  'open-popup': { input: Readonly<Record<never, never>>; output: PopupOpening };
  /**
   * What may be seen of a tab. The browser gives the URL of a page that is not watched only after a click on the toolbar
   * button; a view that knows it otherwise (DevTools) gives it along.
   */
  'site-status': { input: { readonly tabId: number; readonly url?: string }; output: SiteStatus };
}

export type CommandName = keyof Commands;
export type CommandInput<K extends CommandName> = Commands[K]['input'];
export type CommandOutput<K extends CommandName> = Commands[K]['output'];

/** A command on its way. */
export interface CommandMessage<K extends CommandName = CommandName> {
  readonly command: K;
  readonly input: CommandInput<K>;
  /** The side of the windows that the surface which sends it is about; absent: ordinary ones. */
  readonly side?: Side;
}

/** A handler of each command named; the compiler misses none. */
export type HandlersOf<Names extends CommandName> = {
  readonly [K in Names]: (input: CommandInput<K>, side: Side) => Promise<CommandOutput<K>>;
};

/** Gives a command to the background and awaits its answer. Rejects with a sentence when the background cannot answer. */
export type SendCommand = <K extends CommandName>(command: K, input: CommandInput<K>) => Promise<CommandOutput<K>>;
