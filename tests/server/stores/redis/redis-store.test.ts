import { after, before } from 'node:test';
import type { SessionPolicy } from '../../../../server/sessions/session-store.ts';
import { RedisStore } from '../../../../server/stores/redis/redis-store.ts';
import { freePort } from '../../support/free-port.ts';
import { noRedis, RedisProcess } from '../../support/redis-process.ts';
import { until } from '../../support/until.ts';
import { sharedStoreContract, storeContract } from '../store-contract.ts';

// Cluster mode, with all slots on this one node. A script is refused if it touches keys of different slots, or a key
// that it did not name. So what passes here is safe in a cluster.
let redis: RedisProcess | undefined;
if (noRedis === false) {
  before(async () => {
    const node = await RedisProcess.start('--cluster-enabled', 'yes', '--cluster-port', String(await freePort()));
    redis = node;
    await node.command('CLUSTER ADDSLOTSRANGE 0 16383');
    await until(async () => (await node.command('CLUSTER INFO')).includes('cluster_state:ok'));
  });
}
after(() => redis?.stop());

async function make(policy: SessionPolicy): Promise<RedisStore> {
  const store = new RedisStore(redis?.url ?? '', policy);
  await store.ready();
  return store;
}

storeContract('the Redis store', make, noRedis);
sharedStoreContract('the Redis store', make, noRedis);
