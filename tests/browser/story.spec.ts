import type { BrowserUnderTest, TabSurface } from './harness/browser-under-test.ts';
import { gateTo } from './harness/local-server.ts';
import { expect, test } from './harness/test.ts';
import { Inspector, type RequestRow } from './inspector.ts';

// The main job, end to end: a session is born, counted, deleted and born again.

/** What the first visits of a session look like: the id is learnt with the first response. */
function visits(id: string, count: number): RequestRow[] {
  const born: RequestRow = { request: 'GET /', id: 'None', count: '1', action: 'Create new session' };
  const later = Array.from({ length: count - 1 }, (_, index) => visit(id, index + 2));
  return [born, ...later];
}

function visit(id: string, count: number): RequestRow {
  return { request: 'GET /', id, count: String(count), action: `Increment count to ${count}` };
}

/** The value of the session cookie as the browser holds it, and how a chip shortens it. */
async function sessionIn(browserUnderTest: BrowserUnderTest, url: string): Promise<{ value: string; chip: string }> {
  const cookie = await browserUnderTest.inBackground((at) => browser.cookies.get({ url: at, name: 'sid' }), url);
  const value = cookie?.value ?? '';
  return { value, chip: value === '' ? '' : `${value.slice(0, 4)}…${value.slice(-3)}` };
}

async function visitAgain(tab: TabSurface, times: number): Promise<void> {
  for (let left = times; left > 0; left -= 1) await tab.reload();
}

test('three visits make three rows, whose details show the pairs, each attribute, and the cookie as it is held now', async ({
  browserUnderTest,
  companion,
}) => {
  const tab = await browserUnderTest.openTab(companion.url);
  await visitAgain(tab, 2);
  const { value, chip } = await sessionIn(browserUnderTest, companion.url);
  const inspector = new Inspector(await browserUnderTest.openInspectorTab());
  await expect.poll(() => inspector.requests()).toEqual(visits(chip, 3));

  await inspector.select(1);
  const { surface } = inspector;
  await surface.getByText('Set by this response (1)').one();
  for (const attribute of ['Path=/', 'HttpOnly', 'SameSite=Lax']) await surface.getByText(attribute).first().one();
  await inspector.select(2);
  await surface.getByText('Sent with this request (1)').one();
  await surface.getByText('In the browser now').one();
  await surface
    .getByRole('button', { name: /reveal/i })
    .first()
    .click();
  await surface.getByText(value).first().one();
});

test('a row is there while the reader watches; Delete session cookie says so, and the next visit begins a new session below a line', async ({
  browserUnderTest,
  companion,
}) => {
  const tab = await browserUnderTest.openTab(companion.url);
  const inspector = new Inspector(await browserUnderTest.openSidePanel(tab));
  await expect.poll(async () => (await inspector.requests()).length).toBe(1);
  // Without a reload of the inspector.
  await visitAgain(tab, 2);
  await expect.poll(async () => (await inspector.requests()).map(({ count }) => count)).toEqual(['1', '2', '3']);

  const before = await sessionIn(browserUnderTest, companion.url);
  await inspector.select(3);
  await inspector.surface.getByRole('button', { name: 'Delete session cookie' }).click();
  await inspector.surface.getByRole('status').getByText('Deleted sid').one();
  expect((await sessionIn(browserUnderTest, companion.url)).value).toBe('');

  await tab.reload();
  await expect.poll(async () => (await sessionIn(browserUnderTest, companion.url)).value).not.toBe('');
  const after = await sessionIn(browserUnderTest, companion.url);
  expect(after.value).not.toBe(before.value);
  await expect
    .poll(() => inspector.lines())
    .toEqual([...visits(before.chip, 3), expect.stringContaining('you deleted its cookie'), ...visits(after.chip, 1)]);
});

test('Undo puts the very same cookie back, and the count goes on', async ({ browserUnderTest, companion }) => {
  const tab = await browserUnderTest.openTab(companion.url);
  await visitAgain(tab, 1);
  const read = () => browserUnderTest.inBackground((url) => browser.cookies.get({ url, name: 'sid' }), companion.url);
  const before = await read();
  const { chip } = await sessionIn(browserUnderTest, companion.url);
  const inspector = new Inspector(await browserUnderTest.openSidePanel(tab));
  await inspector.select(2);
  await inspector.surface.getByRole('button', { name: 'Delete session cookie' }).click();
  await inspector.surface.getByRole('status').getByRole('button', { name: 'Undo' }).click();
  await expect.poll(read).toEqual(before);
  await tab.reload();
  await expect.poll(async () => (await inspector.requests()).at(-1)).toEqual(visit(chip, 3));
});

test('Delete and reload shows a new session at once', async ({ browserUnderTest, companion }) => {
  const tab = await browserUnderTest.openTab(companion.url);
  await visitAgain(tab, 1);
  const before = await sessionIn(browserUnderTest, companion.url);
  const popup = await browserUnderTest.openPopup(tab);
  // The popup follows what is recorded: it has come to rest when it speaks of the newest visit.
  await popup.waitFor(() => document.body.innerText.includes('counted visit 2'));
  await popup.getByRole('button', { name: 'Delete and reload' }).click();
  await expect
    .poll(async () => (await sessionIn(browserUnderTest, companion.url)).value)
    .not.toMatch(new RegExp(`^(${before.value})?$`));
  const after = await sessionIn(browserUnderTest, companion.url);
  const inspector = new Inspector(await browserUnderTest.openInspectorTab());
  await expect.poll(() => inspector.requests()).toEqual([...visits(before.chip, 2), ...visits(after.chip, 1)]);
});

test('nothing is lost when the background is stopped between visits', async ({ browserUnderTest, companion }) => {
  const tab = await browserUnderTest.openTab(companion.url);
  const inspector = new Inspector(await browserUnderTest.openSidePanel(tab));
  const { chip } = await sessionIn(browserUnderTest, companion.url);
  for (let count = 1; count < 4; count += 1) {
    await expect.poll(() => inspector.requests()).toEqual(visits(chip, count));
    await browserUnderTest.stopBackground();
    await tab.reload();
  }
  await expect.poll(() => inspector.requests()).toEqual(visits(chip, 4));
  // Nor is it in one surface's memory alone.
  const another = new Inspector(await browserUnderTest.openInspectorTab());
  await expect.poll(() => another.requests()).toEqual(visits(chip, 4));
});

test('nothing is lost when the background is stopped between a request and its response', async ({
  browserUnderTest,
  companion,
  startServer,
}) => {
  const gate = gateTo(companion.url);
  const { url } = await startServer(gate.handler);
  const tab = await browserUnderTest.openTab(url);
  const inspector = new Inspector(await browserUnderTest.openSidePanel(tab));
  await expect.poll(async () => (await inspector.requests()).length).toBe(1);

  gate.hold();
  const reloaded = tab.reload();
  await gate.arrived();
  // The request has been recorded, its response is not there yet.
  await expect.poll(async () => (await inspector.requests()).length).toBe(2);
  await browserUnderTest.stopBackground();
  gate.release();
  await reloaded;

  await tab.reload();
  const { chip } = await sessionIn(browserUnderTest, url);
  await expect.poll(() => inspector.requests()).toEqual(visits(chip, 3));
});

test('the companion’s "New session" is a new session, and not an id that the server did not know', async ({
  browserUnderTest,
  companion,
}) => {
  const tab = await browserUnderTest.openTab(companion.url);
  await visitAgain(tab, 1);
  const before = await sessionIn(browserUnderTest, companion.url);
  await tab.getByRole('button', { name: 'New session' }).click();
  // Its redirect must have led to the page, or the next visit would cut it off.
  await tab.waitFor(() => location.pathname === '/session' && document.readyState === 'complete');
  await tab.goto(companion.url);
  const after = await sessionIn(browserUnderTest, companion.url);
  const inspector = new Inspector(await browserUnderTest.openInspectorTab());
  await expect
    .poll(() => inspector.requests())
    .toEqual([
      ...visits(before.chip, 2),
      { request: 'POST /session', id: before.chip, count: '0', action: 'New session' },
      { request: 'GET /session', id: after.chip, count: '0', action: 'Count stays at 0' },
      visit(after.chip, 1),
    ]);
  await inspector.select(3);
  await inspector.surface.getByText(/, and the server began a new one: /).one();
  const texts = await inspector.surface.evaluate(() => document.body.innerText);
  expect(texts).not.toMatch(/did not know|no longer knew the id|unknown|visit 0/i);
});
