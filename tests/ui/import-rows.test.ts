import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as settled } from 'node:timers/promises';
import { signal } from '@preact/signals-core';
import { h, options, render } from 'preact';
import { BROWSER_RULES } from '../../extension/cookies/browser-rules.ts';
import { knownPublicSuffixes } from '../../extension/cookies/site.ts';
import { JarEditorContext } from '../../extension/ui/jar/jar-editor-context.ts';
import { useImportRows } from '../../extension/ui/jar/use-import-rows.ts';
import { InspectorContext } from '../../extension/ui/model/inspector-context.ts';

test('a background that answers again is not said to be silent', async () => {
  Object.assign(options, { requestAnimationFrame: (run: () => void) => void setImmediate(run) });
  let fails = true;
  const inspector = {
    jar: { cookies: signal([]) },
    host: {
      browser: 'chrome',
      now: () => 0,
      send: async () => {
        if (fails) throw new Error('nobody answers');
        return { granted: ['a.test'], cookies: [], unwatched: [] };
      },
    },
  };
  const jarEditor = {
    url: signal('https://a.test/'),
    rules: BROWSER_RULES.chromium,
    suffixes: () => knownPublicSuffixes({}),
  };
  let shown: ReturnType<typeof useImportRows> | undefined;
  const Rows = () => {
    shown = useImportRows('Set-Cookie: sid=1');
    return null;
  };
  const root = { nodeType: 1, childNodes: [], firstChild: null, namespaceURI: 'http://www.w3.org/1999/xhtml' };
  render(
    h(
      InspectorContext.Provider,
      { value: inspector as never },
      h(JarEditorContext.Provider, { value: jarEditor as never }, h(Rows, {})),
    ),
    root as never,
  );
  const later = async (): Promise<void> => {
    for (let turn = 0; turn < 10; turn += 1) await settled();
  };
  await later();
  assert.equal(shown?.unasked, 'nobody answers');
  fails = false;
  shown.askAgain();
  await later();
  assert.deepEqual([shown.rows.length, shown.unasked], [1, undefined]);
});
