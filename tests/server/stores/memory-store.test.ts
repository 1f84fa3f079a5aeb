import { MemoryStore } from '../../../server/stores/memory-store.ts';
import { storeContract } from './store-contract.ts';

storeContract('the memory store', async (policy, now) => new MemoryStore(policy, now));
