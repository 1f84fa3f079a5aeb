import { buildExtension } from '../build-extension.ts';
import type { Suite } from './suite.ts';

/** The build that the browser tests run on. */
export const buildSuite: Suite = {
  name: 'build',
  needsBrowser: true,
  runsBeside: true,
  async run() {
    try {
      await buildExtension();
    } catch (error) {
      return { passed: 0, failed: 1, skipped: [], report: `✖ ${error instanceof Error ? error.message : error}` };
    }
    return { passed: 1, failed: 0, skipped: [], report: '✔ dist/chrome and dist/firefox are built' };
  },
};
