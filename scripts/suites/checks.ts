import { runOnNode } from '../run-command.ts';
import { failureOf, type Suite, slowestOf } from './suite.ts';

interface Check {
  readonly name: string;
  /** A file to run on Node, from the repo's top, and its arguments. */
  readonly command: readonly string[];
}

const TSC = 'node_modules/typescript/bin/tsc';
const KNIP = ['node_modules/knip/bin/knip.js', '--no-progress', '--no-config-hints'];

/** What `npm run check` checks: each is one test of its own. */
const CHECKS: readonly Check[] = [
  { name: 'types of the pure folders, without the DOM', command: [TSC, '-p', 'tsconfig.pure.json'] },
  { name: 'types of the extension', command: [TSC, '-p', 'tsconfig.extension.json'] },
  { name: 'types of server, scripts and tests', command: [TSC, '-p', 'tsconfig.node.json'] },
  { name: 'types of the browser tests', command: [TSC, '-p', 'tsconfig.browser-tests.json'] },
  { name: 'lint, format and direction of imports', command: ['node_modules/@biomejs/biome/bin/biome', 'check', '.'] },
  { name: 'no file, export or package that nothing uses', command: KNIP },
  { name: 'nothing that only tests use', command: [...KNIP, '--production'] },
];

/** TypeScript's way to say that a configuration names no file that is there: nothing to check. */
const NO_INPUTS = 'error TS18003';

export const checks: Suite = {
  name: 'check',
  needsBrowser: false,
  runsBeside: true,
  async run() {
    const results = await Promise.all(
      CHECKS.map(async ({ name, command }) => {
        const began = performance.now();
        const { code, output } = await runOnNode(command, { show: false });
        const passed = code === 0 || output.includes(NO_INPUTS);
        return { name, ms: performance.now() - began, passed, output: passed ? '' : `\n${output.trimEnd()}` };
      }),
    );
    const passed = results.filter((result) => result.passed).length;
    return {
      passed,
      failed: results.length - passed,
      failures: results.filter((result) => !result.passed).map(({ name, output }) => failureOf(name, output)),
      skipped: [],
      slowest: slowestOf(results),
      report: results.map((result) => `${result.passed ? '✔' : '✖'} ${result.name}${result.output}`).join('\n'),
    };
  },
};
