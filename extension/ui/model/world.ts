import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Text } from '../../trace/words/text.ts';
import type { Host } from './host.ts';

/** What every component may use: the host and the text. */
export interface World {
  readonly host: Omit<Host, 'trace'>;
  readonly text: Text;
}

export const WorldContext = createContext<World | undefined>(undefined);

/** The world of a component; it must be below a WorldContext. */
export function useWorld(): World {
  const world = useContext(WorldContext);
  if (world === undefined) throw new Error('A component was mounted without its WorldContext.');
  return world;
}
