import type { UnwatchedSite } from '../../protocol/commands.ts';
import { useWorld } from '../model/world.ts';

interface WatchHostsProps {
  readonly unwatched: readonly UnwatchedSite[];
  readonly onGranted: () => void;
}

/** Beyond so many sites a question would be a list that nobody reads. */
const MOST_SITES = 5;

/** Asks for the sites of rows that cannot be done because they are not watched, where they are few. */
export function WatchHosts({ unwatched, onGranted }: WatchHostsProps) {
  const { text, host } = useWorld();
  if (unwatched.length === 0 || unwatched.length > MOST_SITES) return null;
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
