import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after } from 'node:test';

/** A folder that is removed when the tests of this file or suite are over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'sidtrail-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
