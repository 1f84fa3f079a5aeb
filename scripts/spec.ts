import { parseArgs } from 'node:util';
import { buildExtension } from './build-extension.ts';
import { ensureBrowsers } from './ensure-browsers.ts';
import { BROWSERS, type Browser } from './manifest.ts';
import { runOnNode } from './run-command.ts';
import { runTask, Sentence } from './sentence.ts';

// npm run spec -- lesson --browser firefox: builds the extension for that browser and runs the specs whose path holds
// that word. What else is given goes to Playwright, such as -g for a part of the test's name, or --repeat-each.

const CHOICES: Readonly<Record<string, readonly Browser[]>> = {
  chromium: ['chrome'],
  firefox: ['firefox'],
  both: BROWSERS,
};
const PROJECT: Readonly<Record<Browser, string>> = { chrome: 'chromium', firefox: 'firefox' };

interface Options {
  readonly browsers: readonly Browser[];
  readonly forPlaywright: readonly string[];
}

function readOptions(): Options {
  const { tokens, values } = parseArgs({
    options: { browser: { type: 'string', default: 'both' } },
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const browsers = CHOICES[String(values.browser)];
  if (!browsers) {
    throw new Sentence(`There is no browser "${values.browser}": choose ${Object.keys(CHOICES).join(', ')}.`);
  }
  const own = tokens.flatMap((token) =>
    token.kind === 'option' && token.name === 'browser'
      ? [token.index, ...(token.inlineValue ? [] : [token.index + 1])]
      : [],
  );
  return { browsers, forPlaywright: process.argv.slice(2).filter((_, at) => !own.includes(at)) };
}

await runTask(async () => {
  const { browsers, forPlaywright } = readOptions();
  await ensureBrowsers();
  await buildExtension({ browsers });
  const projects = browsers.map((browser) => `--project=${PROJECT[browser]}`);
  const command = ['node_modules/@playwright/test/cli.js', 'test', ...projects, ...forPlaywright];
  process.exitCode = (await runOnNode(command, { show: true })).code ?? 1;
});
