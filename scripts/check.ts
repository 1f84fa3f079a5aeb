import { checks } from './suites/checks.ts';

// npm run check: types, lint, format, direction of imports, unused code.

const { failed, report } = await checks.run();
console.log(report);
process.exitCode = failed > 0 ? 1 : 0;
