import './fake/hooks.ts';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { DEFAULT_SETTINGS } from '../../extension/protocol/settings/settings.ts';
import { running } from './fake/current-browser.ts';

const { statusOf } = await import('../../extension/background/site-status.ts');
const { knowingUrl } = await import('../../extension/surfaces/knowing-url.ts');

interface Page {
  /** What the script that runs in the page gives; an error: the tab is gone. */
  readonly named: unknown;
  /** The site that may be seen; none where it is empty. */
  readonly granted?: string;
  /** Whether its document is still being read, perhaps for ever. */
  readonly isLoading?: boolean;
}

/** The status of a tab's page; `asked` gets the ids of the tabs that a script ran in. */
function statusIn(
  { named, granted = 'shop.test', isLoading = false }: Page,
  tab: object,
  known?: string,
  asked: number[] = [],
) {
  const api = {
    permissions: {
      contains: async ({ origins }: { origins: string[] }) =>
        granted !== '' && origins.every((each) => each.includes(granted)),
    },
    scripting: {
      executeScript: async ({
        target,
        injectImmediately,
      }: {
        target: { tabId: number };
        injectImmediately?: boolean;
      }) => {
        asked.push(target.tabId);
        if (isLoading && injectImmediately !== true) return new Promise(() => {});
        if (named instanceof Error) throw named;
        return [{ result: named }];
      },
    },
  };
  return running.run(api, () => statusOf(tab as never, DEFAULT_SETTINGS, known));
}

const hosts = (status: { readonly unseen?: readonly { readonly host: string }[] }): readonly string[] =>
  (status.unseen ?? []).map(({ host }) => host);

describe('the hosts of a watched page that are not watched', () => {
  test('are found in the tab, without those that are watched', async () => {
    const asked: number[] = [];
    const page = { named: ['shop.test', 'login.test'] };
    const status = await statusIn(page, { id: 4, url: 'https://shop.test/' }, undefined, asked);
    assert.deepEqual([status.access, hosts(status), asked], ['granted', ['login.test'], [4]]);
  });

  test('stand beside the container of the tab, where the browser names it', async () => {
    const tab = { id: 4, url: 'https://shop.test/', cookieStoreId: 'firefox-container-2' };
    assert.equal((await statusIn({ named: [] }, tab)).storeId, 'firefox-container-2');
    assert.equal('storeId' in (await statusIn({ named: [] }, { id: 4, url: 'https://shop.test/' })), false);
  });

  test('are found for DevTools, which know the page’s address where the browser does not give it', async () => {
    const status = await statusIn({ named: ['login.test'] }, { id: 4 }, 'https://shop.test/cart');
    assert.deepEqual([status.url, status.site, hosts(status)], ['https://shop.test/cart', 'shop.test', ['login.test']]);
  });

  test('are not asked for where the page itself is not watched', async () => {
    const asked: number[] = [];
    const status = await statusIn({ named: ['login.test'], granted: '' }, { id: 4 }, 'https://shop.test/', asked);
    assert.deepEqual([status.access, hosts(status), asked], ['missing', [], []]);
  });

  test('are few, and hosts, whatever the page names', async () => {
    const many = Array.from({ length: 100 }, (_, i) => `h${i}.test`);
    const foreign = { named: [7, null, 'x'.repeat(300), ...many] };
    const found = hosts(await statusIn(foreign, { id: 4, url: 'https://shop.test/' }));
    assert.deepEqual(found, many.slice(0, 8));
    assert.deepEqual(hosts(await statusIn({ named: 'shop.test' }, { id: 4, url: 'https://shop.test/' })), []);
  });

  test('are asked for at once, for a page may load for ever', async () => {
    const status = await statusIn({ named: ['login.test'], isLoading: true }, { id: 4, url: 'https://shop.test/' });
    assert.deepEqual(hosts(status), ['login.test']);
  });

  test('are none where the tab is gone', async () => {
    const status = await statusIn({ named: new Error('No tab with id 4') }, { id: 4, url: 'https://shop.test/' });
    assert.deepEqual([status.access, hosts(status)], ['granted', []]);
  });
});

test('DevTools send the address of their page along, with that question alone', async () => {
  const sent: unknown[] = [];
  const host = { send: async (...command: unknown[]) => void sent.push(command) };
  const knowing = knowingUrl(host as never, async () => 'https://shop.test/');
  await knowing.send('site-status', { tabId: 4 });
  await knowing.send('clear-trace', {});
  await knowingUrl(host as never, async () => undefined).send('site-status', { tabId: 4 });
  assert.deepEqual(sent, [
    ['site-status', { tabId: 4, url: 'https://shop.test/' }],
    ['clear-trace', {}],
    ['site-status', { tabId: 4 }],
  ]);
});
