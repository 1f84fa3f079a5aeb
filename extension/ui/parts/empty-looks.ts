import type { MessageKey } from '../../trace/words/message-key.ts';
import type { EmptyState } from '../model/empty-state.ts';
import type { IconName } from '../words/icon-paths.ts';

/** What can be done where there is nothing to show. */
export type Suggestion =
  | 'try-again'
  | 'watch'
  | 'turn-on'
  | 'resume'
  | 'clear-filter'
  | 'reload'
  | 'show-all'
  | 'close-file'
  | 'sample';

/** How an empty state is shown. */
export interface EmptyLook {
  readonly icon: IconName;
  readonly title: MessageKey;
  /** What to do; `$1` is the site. Absent: a progress bar says it. */
  readonly what?: MessageKey;
  /** What is suggested, the best first. */
  readonly next: readonly Suggestion[];
}

/** Every empty state with its words and what it suggests. To add one, add it to `EmptyState` and a record here. */
export const emptyLooks: Readonly<Record<EmptyState, EmptyLook>> = {
  unreachable: { icon: 'refuse', title: 'emptyUnreachable', what: 'emptyUnreachableWhat', next: ['try-again'] },
  reading: { icon: 'wait', title: 'emptyReading', next: [] },
  'no-permission': { icon: 'eye', title: 'emptyNoPermission', what: 'emptyNoPermissionWhat', next: ['watch'] },
  'page-unknown': { icon: 'eye', title: 'emptyNoPermission', what: 'pageUnknown', next: ['sample'] },
  impossible: { icon: 'withhold', title: 'emptyImpossible', what: 'emptyImpossibleWhat', next: ['sample'] },
  'file-page': { icon: 'withhold', title: 'emptyFilePage', what: 'emptyFilePageWhat', next: ['sample'] },
  'turned-off': { icon: 'pause', title: 'emptyOff', what: 'bannerOff', next: ['turn-on'] },
  paused: { icon: 'pause', title: 'emptyPaused', what: 'emptyPausedWhat', next: ['resume'] },
  filtered: { icon: 'search', title: 'emptyFiltered', what: 'emptyFilteredWhat', next: ['clear-filter'] },
  'nothing-here': { icon: 'rotate', title: 'emptyHere', what: 'emptyHereWhat', next: ['reload', 'show-all'] },
  'nothing-in-scope': { icon: 'rotate', title: 'emptyHere', what: 'emptyScopeWhat', next: ['show-all'] },
  'nothing-yet': { icon: 'rotate', title: 'emptyAnywhere', what: 'emptyYetWhat', next: ['reload', 'sample'] },
  'nothing-anywhere': { icon: 'rotate', title: 'emptyAnywhere', what: 'emptyAnywhereWhat', next: ['sample'] },
  'file-not-here': { icon: 'box', title: 'emptyFile', what: 'emptyFileScopeWhat', next: ['show-all', 'close-file'] },
  'file-empty': { icon: 'box', title: 'emptyFile', what: 'emptyFileWhat', next: ['close-file'] },
  'no-session': { icon: 'rotate', title: 'emptyNoSession', what: 'emptyNoSessionWhat', next: ['reload', 'sample'] },
  'no-session-here': {
    icon: 'rotate',
    title: 'emptyNoSessionHere',
    what: 'emptyNoSessionHereWhat',
    next: ['show-all', 'reload'],
  },
  'file-no-session': {
    icon: 'box',
    title: 'emptyFileNoSession',
    what: 'emptyFileNoSessionWhat',
    next: ['close-file'],
  },
};

/** The button of each suggestion; `$1` is the site. */
export const suggestionLabels: Readonly<Record<Suggestion, MessageKey>> = {
  'try-again': 'tryAgain',
  watch: 'watchSite',
  'turn-on': 'turnOn',
  resume: 'resume',
  'clear-filter': 'clearFilter',
  reload: 'reloadPage',
  'show-all': 'showAllSites',
  'close-file': 'fileClose',
  sample: 'sampleOpen',
};
