import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setImmediate as settled } from 'node:timers/promises';
import type { SiteStatus } from '../../extension/protocol/commands.ts';
import { createPopupModel, type PopupHost } from '../../extension/ui/popup/popup-model.ts';

/** A popup over a background that answers what a test says, or fails where it says nothing. */
async function popupOn() {
  const answers: { status?: SiteStatus; rows?: number } = {};
  let look: (tabId: number | undefined) => void = () => undefined;
  const host = {
    language: { shown: { value: 'en' } },
    send: async (command: string) => {
      const { status, rows } = answers;
      if (command === 'site-status' && status !== undefined) return status;
      if (command === 'site-summary' && rows !== undefined) return { last: Array.from({ length: rows }) };
      if (command === 'read-jar') return { cookies: [] };
      throw new Error(`no answer to ${command}`);
    },
    watchTab: (onTab: typeof look) => {
      look = onTab;
    },
    onLogChanged: () => undefined,
    nextFrame: (run: () => void) => run(),
    message: (key: string) => key,
  } as unknown as PopupHost;
  const model = createPopupModel(host, new AbortController().signal);
  const show = async (tabId: number | undefined, now: typeof answers): Promise<void> => {
    delete answers.status;
    delete answers.rows;
    Object.assign(answers, now);
    look(tabId);
    await settled();
  };
  return { model, show, rows: () => model.summary.value?.last.length };
}

const shop: SiteStatus = { access: 'granted', patterns: [], unseen: [], site: 'shop.test' };
const blank: SiteStatus = { access: 'impossible', patterns: [], unseen: [] };

describe('the popup', () => {
  test('goes on to show a site whose summary is not answered once', async () => {
    const { model, show, rows } = await popupOn();
    await show(1, { status: shop, rows: 3 });
    await show(1, { status: { ...shop } });
    assert.equal(rows(), 3);
    await show(1, { status: { ...shop }, rows: 4 });
    assert.deepEqual([rows(), model.tab.error.value], [4, undefined]);
  });

  test('shows nothing of the site before where the tab shows another, or none', async () => {
    const { model, show, rows } = await popupOn();
    for (const now of [{ status: blank }, { status: { ...shop, site: 'other.test' } }]) {
      await show(1, { status: shop, rows: 3 });
      assert.equal(rows(), 3);
      await show(1, now);
      assert.equal(rows(), undefined);
      assert.deepEqual(model.tab.status.value, now.status);
    }
  });

  test('says of a tab whose status is not answered why, and nothing of the tab before', async () => {
    const { model, show } = await popupOn();
    await show(1, { status: shop, rows: 3 });
    await show(1, {});
    assert.deepEqual([model.tab.status.value?.site, model.tab.error.value], ['shop.test', 'no answer to site-status']);
    await show(2, {});
    assert.deepEqual([model.tab.status.value, model.tab.error.value], [undefined, 'no answer to site-status']);
    await show(undefined, {});
    assert.deepEqual([model.tab.status.value, model.tab.error.value], [undefined, undefined]);
  });
});
