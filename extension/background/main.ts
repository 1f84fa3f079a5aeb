import { newSpillKey, SpillStore } from '../protocol/log/spill-store.ts';
import { startBackground } from './start.ts';

startBackground({
  spill: { newKey: newSpillKey, open: (key) => new SpillStore(key), purge: () => SpillStore.purge() },
  now: () => Date.now(),
  onTrouble: (error) => console.error('Sidtrail could not do all that it should:', error),
});
