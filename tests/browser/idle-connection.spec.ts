import { startCompanion } from '../../server/companion.ts';
import { TIMEOUTS } from '../../server/http/listener.ts';
import { relayTo } from './harness/relay.ts';
import { expect, test } from './harness/test.ts';

// Needs real browsers: they keep spare connections, on which nothing has been sent, and send a request again whose
// connection turns out to be closed.

test('a reload counts once, however long the browser’s connections have been idle', async ({ browserUnderTest }) => {
  // As the companion's own, but sooner over; between them stand no other figures.
  const timeouts = { ...TIMEOUTS, headersMs: 1_000, requestMs: 2_000, keepAliveMs: 1_000 };
  const companion = await startCompanion({ port: 0, store: 'memory', timeouts });
  const relay = await relayTo(companion.port);
  try {
    const tab = await browserUnderTest.openTab(`http://localhost:${relay.port}/`);
    await tab.getByText('Visit count: 1').first().one();
    for (let count = 2; count <= 4; count += 1) {
      await expect.poll(() => relay.served, { message: 'connections that the server still serves' }).toBe(0);
      await tab.reload();
      await tab.getByText(`Visit count: ${count}`).first().one();
    }
    expect(relay.opened).toBeGreaterThan(1);
  } finally {
    await relay.close();
    await companion.close();
  }
});
