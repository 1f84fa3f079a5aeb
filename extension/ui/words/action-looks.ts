import type { EntryState } from '../../trace/summary/entry-state.ts';
import type { IconName } from './icon-paths.ts';

interface ActionLook {
  readonly icon: IconName;
  readonly tone: 'good' | 'warn' | 'bad' | 'plain' | 'dim';
}

/** The icon and tone of an action. */
export const actionLooks: Readonly<Record<EntryState, ActionLook>> = {
  created: { icon: 'plus', tone: 'good' },
  resumed: { icon: 'arrow', tone: 'plain' },
  rotated: { icon: 'rotate', tone: 'good' },
  replaced: { icon: 'swap', tone: 'warn' },
  ended: { icon: 'stop', tone: 'warn' },
  'clear-failed': { icon: 'refuse', tone: 'bad' },
  rejected: { icon: 'cross', tone: 'bad' },
  refused: { icon: 'refuse', tone: 'bad' },
  'not-sent': { icon: 'withhold', tone: 'bad' },
  none: { icon: 'dot', tone: 'dim' },
  pending: { icon: 'wait', tone: 'dim' },
  failed: { icon: 'cross', tone: 'bad' },
  cached: { icon: 'box', tone: 'dim' },
};
