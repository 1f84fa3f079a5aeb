import { checks } from './suites/checks.ts';

// npm run check: types, lint, format, direction of imports, unused code.

const { failed } = await checks.run();
process.exitCode = failed > 0 ? 1 : 0;
