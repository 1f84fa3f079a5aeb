import '../background/fake/hooks.ts';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import type { PopupOpening, SendCommand } from '../../extension/protocol/commands.ts';
import { running } from '../background/fake/current-browser.ts';

const { answeredAhead, answeredSoon } = await import('../../extension/surfaces/popup/answered-ahead.ts');
const { askAtOnce } = await import('../../extension/surfaces/popup/opening.ts');

const OPENING = {
  tabId: 4,
  side: 'ordinary',
  status: { site: 'shop.test', access: 'granted', patterns: [] },
  summary: { recording: true },
  cookies: [],
} as unknown as PopupOpening;

/** A browser whose active tab is 4 and whose background answers with what is given. */
function opened(answer: Promise<unknown>) {
  const listeners = new Set<() => void>();
  const api = {
    storage: {
      session: {
        onChanged: {
          addListener: (heard: () => void) => listeners.add(heard),
          removeListener: (heard: () => void) => listeners.delete(heard),
        },
      },
    },
    tabs: { query: async () => [{ id: 4 }] },
    runtime: { sendMessage: () => answer },
  };
  const write = (): void => {
    for (const heard of listeners) heard();
  };
  return { opening: running.run(api, askAtOnce), write, listeners };
}

describe('what the popup asks as its first act', () => {
  test('is answered where it is about the active tab', async () => {
    assert.equal(await opened(Promise.resolve(OPENING)).opening.answer, OPENING);
  });

  test('is not used where another tab is active, or the background did not answer', async () => {
    assert.equal(await opened(Promise.resolve({ ...OPENING, tabId: 5 })).opening.answer, undefined);
    assert.equal(await opened(Promise.reject(new Error('no background'))).opening.answer, undefined);
  });

  test('is drawn again where the log changed before it was drawn, and whenever it changes later', async () => {
    const { opening, write, listeners } = opened(Promise.resolve(OPENING));
    const ending = new AbortController();
    let drawn = 0;
    write();
    opening.onLogChanged(() => {
      drawn += 1;
    }, ending.signal);
    assert.equal(drawn, 1);
    write();
    assert.equal(drawn, 2);
    ending.abort();
    assert.equal(listeners.size, 0);
  });

  test('is drawn once where the log did not change', async () => {
    const { opening } = opened(Promise.resolve(OPENING));
    opening.onLogChanged(() => assert.fail('nothing has changed'), new AbortController().signal);
    await setImmediate();
  });
});

describe('the first frame of the popup', () => {
  test('waits for the answer, and not for long', async ({ mock }) => {
    mock.timers.enable({ apis: ['setTimeout'] });
    const drawn: string[] = [];
    void answeredSoon(Promise.resolve(OPENING)).then(() => drawn.push('answered'));
    void answeredSoon(new Promise(() => undefined)).then(() => drawn.push('not answered'));
    await setImmediate();
    assert.deepEqual(drawn, ['answered']);
    mock.timers.tick(60);
    await setImmediate();
    assert.deepEqual(drawn, ['answered', 'not answered']);
  });
});

describe('a question of the popup', () => {
  function asking(answer: PopupOpening | undefined) {
    const sent: string[] = [];
    const send = (async (command: string) => {
      sent.push(command);
      return 'of the background';
    }) as unknown as SendCommand;
    return { send: answeredAhead(send, Promise.resolve(answer)), sent };
  }

  test('is answered by what was asked at once, the first time', async () => {
    const { send, sent } = asking(OPENING);
    assert.equal(await send('site-status', { tabId: 4 }), OPENING.status);
    assert.equal(await send('site-summary', { site: 'shop.test' }), OPENING.summary);
    assert.deepEqual(await send('read-jar', { site: 'shop.test' }), { cookies: [] });
    assert.deepEqual(sent, []);
    await send('site-status', { tabId: 4 });
    await send('site-summary', { site: 'shop.test' });
    await send('read-jar', { site: 'shop.test' });
    assert.deepEqual(sent, ['site-status', 'site-summary', 'read-jar']);
  });

  test('goes to the background where it is about another tab or site, or another thing', async () => {
    const { send, sent } = asking(OPENING);
    await send('site-status', { tabId: 5 });
    await send('site-summary', { site: 'other.test' });
    await send('read-jar', { site: 'other.test' });
    await send('set-recording', { on: true });
    assert.deepEqual(sent, ['site-status', 'site-summary', 'read-jar', 'set-recording']);
  });

  test('goes to the background where nothing was answered', async () => {
    const { send, sent } = asking(undefined);
    assert.equal(await send('site-summary', { site: 'shop.test' }), 'of the background');
    const none = asking({ tabId: 4, side: 'ordinary' });
    await none.send('read-jar', { site: 'shop.test' });
    assert.deepEqual([sent, none.sent], [['site-summary'], ['read-jar']]);
  });
});
