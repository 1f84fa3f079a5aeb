import path from 'node:path';
import { SqliteStore } from '../../../server/stores/sqlite-store.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { sharedStoreContract, storeContract } from './store-contract.ts';

const file = path.join(temporaryFolder(), 'deep', 'sessions.sqlite');

storeContract('the SQLite store', async (policy) => new SqliteStore(file, policy));
sharedStoreContract('the SQLite store', async (policy) => new SqliteStore(file, policy));
