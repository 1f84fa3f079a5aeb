import assert from 'node:assert/strict';
import { readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { ROOT } from './temp-copy.ts';

interface LockedPackage {
  readonly version: string;
  readonly integrity?: string;
  readonly hasInstallScript?: boolean;
  readonly optional?: boolean;
  readonly os?: unknown;
  readonly cpu?: unknown;
}

const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');
const lock = JSON.parse(read('package-lock.json')) as { packages: Record<string, LockedPackage> };
const locked = Object.entries(lock.packages).filter(([place]) => place !== '');
const { optionalDependencies } = JSON.parse(read('package.json')) as { optionalDependencies: Record<string, string> };

describe('what npm ci installs', () => {
  test('is checked against a hash in package-lock.json, all of it', () => {
    assert.ok(locked.length > 300);
    const unchecked = locked.filter(([, { integrity }]) => !integrity?.startsWith('sha512-')).map(([place]) => place);
    assert.deepEqual(unchecked, []);
  });

  test('runs no script, which could fetch something that no hash covers', () => {
    assert.deepEqual(
      locked.filter(([, { hasInstallScript }]) => hasInstallScript).map(([place]) => place),
      [],
    );
  });
});

describe('the Node that everything runs on', () => {
  test('is one version for every machine, and a package of the lock file for each', () => {
    const versions = new Set(Object.values(optionalDependencies));
    assert.equal(versions.size, 1);
    for (const [name, version] of Object.entries(optionalDependencies)) {
      const found = lock.packages[`node_modules/${name}`];
      assert.ok(found?.optional && found.os && found.cpu, `${name} is not bound to a machine`);
      assert.equal(found.version, version);
      assert.match(read('scripts/run.mjs'), new RegExp(`'${name}'`), `scripts/run.mjs does not know ${name}`);
    }
  });

  test('is the binary of such a package', () => {
    const [folder = ''] = path
      .relative(path.join(ROOT, 'node_modules'), realpathSync(process.execPath))
      .split(path.sep);
    assert.ok(Object.hasOwn(optionalDependencies, folder), `${process.execPath} is none of them`);
    assert.equal(process.versions.node, optionalDependencies[folder]);
  });
});
