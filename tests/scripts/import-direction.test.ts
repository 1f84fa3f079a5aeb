import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { tempCopy } from './temp-copy.ts';

const BIOME = 'node_modules/@biomejs/biome/bin/biome';

interface Trespass {
  readonly from: string;
  readonly to: string;
}

/** Imports that the layout forbids: each must be found by the linter. */
const FORBIDDEN: readonly Trespass[] = [
  { from: 'extension/cookies', to: '../trace/event.ts' },
  { from: 'extension/cookies', to: 'webextension-polyfill' },
  { from: 'extension/cookies/deeper', to: '../../trace/event.ts' },
  { from: 'extension/trace', to: '../protocol/commands.ts' },
  { from: 'extension/trace', to: '../ui/host.ts' },
  { from: 'extension/trace', to: 'node:fs' },
  { from: 'extension/trace/fold', to: '../../background/main.ts' },
  { from: 'extension/protocol', to: '../background/main.ts' },
  { from: 'extension/protocol', to: '../ui/host.ts' },
  { from: 'extension/background', to: '../ui/host.ts' },
  { from: 'extension/background', to: 'preact' },
  { from: 'extension/ui', to: 'webextension-polyfill' },
  { from: 'extension/ui', to: '../background/main.ts' },
  { from: 'extension/surfaces/popup', to: '../../background/main.ts' },
  { from: 'extension/surfaces/popup', to: 'node:path' },
  { from: 'extension/ui', to: '../../server/app.ts' },
  { from: 'server', to: '../extension/cookies/browser-cookie.ts' },
];

/** Imports that the layout is made of: none may be found fault with. */
const ALLOWED: readonly Trespass[] = [
  { from: 'extension/cookies/exchange', to: '../browser-cookie.ts' },
  { from: 'extension/trace/fold', to: '../../cookies/browser-cookie.ts' },
  { from: 'extension/trace', to: '../cookies/browser-cookie.ts' },
  { from: 'extension/protocol', to: '../trace/event.ts' },
  { from: 'extension/background', to: '../protocol/commands.ts' },
  { from: 'extension/ui', to: '../protocol/commands.ts' },
  { from: 'extension/surfaces/popup', to: '../../ui/host.ts' },
  { from: 'extension/surfaces/popup', to: 'webextension-polyfill' },
];

/** Those of these imports that Biome reports, each tried in a file of its own in a copy of the repo. */
function reported(context: TestContext, trespasses: readonly Trespass[]): readonly Trespass[] {
  const copy = tempCopy(context);
  const files = trespasses.map(({ from, to }, index) => {
    const file = path.join(from, `trespass-${index}.ts`);
    mkdirSync(path.join(copy, from), { recursive: true });
    writeFileSync(path.join(copy, file), `import '${to}';\n`);
    return file;
  });
  const { stdout } = spawnSync(
    process.execPath,
    [BIOME, 'lint', '--only=style/noRestrictedImports', '--reporter=github', '--max-diagnostics=none', ...files],
    { cwd: copy, encoding: 'utf8' },
  );
  const lines = stdout.split('\n').filter((line) => line.includes('noRestrictedImports'));
  return trespasses.filter((_, index) => lines.some((line) => line.includes(`trespass-${index}.ts`)));
}

describe('the direction of imports', () => {
  test('is broken by no import without the linter saying so', (context) => {
    assert.deepEqual(reported(context, FORBIDDEN), FORBIDDEN);
  });

  test('lets every import through that the layout is made of', (context) => {
    // One that is forbidden among them, to be sure that the linter has looked.
    const [forbidden] = FORBIDDEN;
    assert.ok(forbidden);
    assert.deepEqual(reported(context, [...ALLOWED, forbidden]), [forbidden]);
  });
});
