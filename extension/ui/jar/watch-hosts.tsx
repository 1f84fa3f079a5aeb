import type { UnwatchedSite } from '../../protocol/commands.ts';
import { useWorld } from '../model/world.ts';

interface WatchHostsProps {
  readonly unwatched: readonly UnwatchedSite[];
  readonly onGranted: () => void;
}

/** With more sites the permission prompt would be a list that nobody reads. */
const MAX_SITES = 5;

/** Offers to watch the sites of rows that are not possible for lack of permission, if they are few. */
export function WatchHosts({ unwatched, onGranted }: WatchHostsProps) {
  const { text, host } = useWorld();
  if (unwatched.length === 0 || unwatched.length > MAX_SITES) return null;
  const ask = (): void => {
    void host.requestPermission(unwatched.flatMap(({ patterns }) => patterns)).then((granted) => {
      if (granted) onGranted();
    });
  };
  return (
    <div class="actions">
      <button type="button" onClick={ask}>
        {text.say('watchSite', unwatched.map(({ site }) => site).join(', '))}
      </button>
    </div>
  );
}
