import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { tempCopy } from './temp-copy.ts';

test('a file, an export and a package that nothing uses are reported', (context) => {
  const copy = tempCopy(context);
  writeFileSync(path.join(copy, 'extension/ui/model/unused-file.ts'), 'export const none = 1;\n');
  appendFileSync(path.join(copy, 'extension/ui/model/scope-model.ts'), '\nexport const unusedExport = 1;\n');
  const manifest = path.join(copy, 'package.json');
  const packages = JSON.parse(readFileSync(manifest, 'utf8'));
  packages.dependencies['unused-package'] = '1.0.0';
  writeFileSync(manifest, JSON.stringify(packages));
  // That nothing is reported where nothing is unused is what `npm run check` holds.
  const { stdout } = spawnSync(process.execPath, ['node_modules/knip/bin/knip.js', '--no-progress', '--production'], {
    cwd: copy,
    encoding: 'utf8',
  });
  for (const name of ['unused-file.ts', 'unusedExport', 'unused-package']) assert.match(stdout, new RegExp(name, 'u'));
});
