// A replayed request leaves from the page itself: which cookies and headers it has is each browser's own.
import { expect, test } from './harness/test.ts';
import { Inspector } from './inspector.ts';

test('a replayed request goes out from its page with the cookies of now, is counted, and is marked', async ({
  browserUnderTest,
  companion,
}) => {
  const tab = await browserUnderTest.openTab(companion.url);
  await tab.reload();
  const inspector = new Inspector(await browserUnderTest.openInspectorTab());
  const { surface } = inspector;
  await expect.poll(async () => (await inspector.requests()).length).toBe(2);
  await inspector.select(1);
  await surface.getByRole('button', { name: 'Replay…' }).click();
  await expect.poll(() => surface.getByRole('listitem').filter({ hasText: 'sid' }).count()).toBeGreaterThan(0);
  await surface.getByRole('button', { name: 'Replay now' }).click();
  await expect.poll(async () => (await inspector.requests()).length).toBe(3);
  const replayed = async () => (await inspector.requests()).at(-1);
  await expect.poll(async () => (await replayed())?.count).toBe('3');
  expect((await replayed())?.request).toBe('Replay of step 1 GET /');
  expect((await replayed())?.action).toBe('Increment count to 3');
  await tab.reload();
  await expect.poll(async () => (await replayed())?.count).toBe('4');
  expect((await replayed())?.request).toBe('GET /');
});

test('once the tab shows another site, a request is not replayed, and the question says why', async ({
  browserUnderTest,
  companion,
  startServer,
}) => {
  const tab = await browserUnderTest.openTab(companion.url);
  const other = await startServer((_, response) => response.end('elsewhere'));
  const inspector = new Inspector(await browserUnderTest.openInspectorTab());
  const { surface } = inspector;
  await expect.poll(async () => (await inspector.requests()).length).toBe(1);
  await tab.goto(other.url.replace('localhost', '127.0.0.1'));
  await inspector.select(1);
  await surface.getByRole('button', { name: 'Replay…' }).click();
  await expect.poll(() => surface.getByText('the tab shows 127.0.0.1').count()).toBe(1);
  expect(await surface.getByRole('button', { name: 'Replay now' }).attribute('disabled')).toBe('');
});
