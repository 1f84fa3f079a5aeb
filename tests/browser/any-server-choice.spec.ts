// The choice of a cookie is made in the real extension, over requests that a real browser makes.
import { expect, test } from './harness/test.ts';
import { until } from './harness/until.ts';
import { untilRecorded } from './recorded-trace.ts';

const LINES = [
  'sessionid=abcdefghijklmnopqrstuvwxyz012345; Path=/; HttpOnly',
  'basket=Zq8tLw3NcVb6XmKj1HgFd5SaPo9Iu2Yt; Path=/; HttpOnly',
  'csrftoken=M2xKq7Rt4Vw9Zb1Nc6Ld3Hf8Js5Gp0YaM2xKq7Rt4Vw9Zb1Nc6Ld3Hf8Js5Gp0Ya; Path=/',
];

test('the inspector says why a cookie is followed and offers the others; the choice holds for what was recorded', async ({
  browserUnderTest,
  startServer,
}) => {
  const server = await startServer((request, response) => {
    if (request.url !== '/') return response.writeHead(404).end();
    response.setHeader('content-type', 'text/html');
    if (request.headers.cookie === undefined) response.setHeader('set-cookie', LINES);
    return response.end('<title>Choice</title>');
  });
  const tab = await browserUnderTest.openTab(server.url);
  await tab.goto(server.url);
  await untilRecorded(browserUnderTest, (trace) => trace.sessions.length >= 2, 'two sessions');
  const id = await browserUnderTest.tabId(tab);
  const inspector = await browserUnderTest.openInspectorTab(`?tab=${id}`);
  await inspector
    .getByRole('row', { name: /Create new session/ })
    .first()
    .click();
  await inspector.getByText('Its name is one that Django gives its session cookie').first().one();
  await inspector.getByText('a session id of Django').first().one();

  await inspector.getByRole('button', { name: 'Choose another cookie' }).click();
  await inspector.getByRole('radio', { name: /^csrftoken A CSRF token/ }).one();
  await inspector.getByRole('radio', { name: /^basket/ }).click();
  await inspector.getByText('basket is followed as the session of localhost. You chose it.').one();
  // The row that is selected is told by the choice.
  await inspector.getByText(/^The browser keeps session .* in the cookie basket /).one();
  const trace = await untilRecorded(
    browserUnderTest,
    (recorded) => recorded.entries[0]?.effects[0]?.thread.name === 'basket' && recorded,
    'the choice',
  );
  expect(trace.entries[0]?.effects[0]).toMatchObject({ action: 'created', thread: { why: 'chosen' } });
  expect([...trace.companions.values()].map(({ name }) => name)).toEqual(['csrftoken']);

  // The others keep their places, and the focus stays: arrow keys walk through all of them.
  await inspector.press('ArrowDown');
  await inspector.getByText('csrftoken is followed as the session of localhost. You chose it.').one();
  await inspector.press('ArrowUp');
  await inspector.getByText('basket is followed as the session of localhost. You chose it.').one();
  await inspector.press('ArrowUp');
  await inspector.getByText('sessionid is followed as the session of localhost. You chose it.').one();
  await inspector.press('ArrowDown');
  await inspector.getByText('basket is followed as the session of localhost. You chose it.').one();

  // The settings hold names alone.
  const kept = JSON.stringify(await browserUnderTest.inBackground(() => browser.storage.local.get(null)));
  for (const line of LINES) expect(kept).not.toContain(line.split(/[=;]/)[1]);

  await inspector.getByRole('radio', { name: 'Let Sidtrail choose' }).click();
  await until(
    () => browserUnderTest.inBackground(async () => !('site:localhost' in (await browser.storage.local.get(null)))),
    'the choice undone',
  );
  await inspector.getByText('sessionid is followed as the session of localhost').first().one();
});
