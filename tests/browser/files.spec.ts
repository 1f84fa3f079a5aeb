// Only the extension's own page reads a dropped file under its own content security policy.
import type { Surface } from './harness/surface.ts';
import { expect, test } from './harness/test.ts';
import { Inspector } from './inspector.ts';

/** Chooses what is looked at. */
function choose(surface: Surface, value: string): Promise<void> {
  return surface.evaluate((chosen) => {
    const picker = document.querySelector<HTMLSelectElement>('header select');
    if (picker === null) throw new Error('There is no choice of a site.');
    picker.value = chosen;
    picker.dispatchEvent(new Event('change', { bubbles: true }));
  }, value);
}

test('a HAR opens in the extension’s own page, and the recording comes back', async ({
  browserUnderTest,
  companion,
}) => {
  const tab = await browserUnderTest.openTab(companion.url);
  const surface = await browserUnderTest.openInspectorTab(`?tab=${await browserUnderTest.tabId(tab)}`);
  const inspector = new Inspector(surface);
  await expect.poll(async () => (await inspector.requests()).length).toBe(1);
  await surface.getByRole('button', { name: 'Files', exact: true }).click();
  await surface.getByRole('heading', { name: 'Open a trace', exact: true }).one();
  await surface.evaluate(() => {
    // Where a worker does not start, the page reads the file itself, and nobody sees a difference.
    document.body.dataset['workerSaid'] = '0';
    window.Worker = class extends Worker {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        this.addEventListener('message', ({ data }) => {
          if (data.kind === 'done') document.body.dataset['workerSaid'] = '1';
        });
      }
    };
    // One of the site whose cookies this browser holds, one of another.
    const entry = (second: number, origin: string) => ({
      startedDateTime: `2026-11-23T18:02:0${second}.000Z`,
      time: 5,
      request: {
        method: 'GET',
        url: `${origin}/`,
        headers: [{ name: 'Sec-Fetch-Dest', value: 'document' }],
      },
      response: { status: 200, headers: [{ name: 'Set-Cookie', value: 'sid=k3FzQm1x8sVb2TnLwYd7RcEo; Path=/' }] },
    });
    const har = {
      log: {
        creator: { name: 'mitmproxy' },
        entries: [entry(1, 'https://shop.example.co.uk'), entry(2, 'http://localhost')],
      },
    };
    const transfer = new DataTransfer();
    transfer.items.add(new File([JSON.stringify(har)], 'proxy.har'));
    document
      .querySelector('.file-drop')
      ?.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
  });
  await surface.getByText('proxy.har').first().text();
  await expect.poll(() => surface.evaluate(() => document.body.dataset['workerSaid'])).toBe('1');
  // The bar has taken its new shape: recording cannot be paused from behind a file.
  await surface.getByRole('button', { name: 'Recording', exact: true }).gone();
  await surface.getByRole('button', { name: 'Requests', exact: true }).click();
  await expect.poll(async () => (await inspector.requests()).length).toBe(2);
  expect((await inspector.requests())[0]?.action).toBe('Create new session');

  // What the browser holds now is marked as not of the file, and nothing of the file can be changed.
  await surface.getByText('These requests come from a file.').one();
  for (const name of [/^Edit /u, 'Delete session cookie']) {
    await surface.getByRole('button', { name }).gone();
  }
  await surface.getByRole('button', { name: 'Cookies', exact: true }).click();
  await surface.getByText('Live, not from the file: the cookies of localhost').one();
  await surface.getByRole('row', { name: /sid.*localhost/u }).one();
  await choose(surface, 'site:example.co.uk');
  await surface.getByText('is not watched, so its cookies cannot be seen').one();
  await surface.getByRole('button', { name: 'New session', exact: true }).click();
  await surface.getByText('what the server answers now would not be seen in it').one();
  await surface.getByRole('button', { name: 'Requests', exact: true }).click();
  await surface.getByRole('button', { name: 'Back to the recording', exact: true }).first().click();
  await expect.poll(async () => (await inspector.requests()).length).toBe(1);
});
