import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { ROOT, tempCopy } from './temp-copy.ts';

const BIOME = 'node_modules/@biomejs/biome/bin/biome';

interface Trespass {
  readonly from: string;
  readonly to: string;
}

/** Imports that the layout forbids: the linter must report each. */
const FORBIDDEN: readonly Trespass[] = [
  { from: 'extension/cookies', to: '../trace/model/event.ts' },
  { from: 'extension/cookies', to: 'webextension-polyfill' },
  { from: 'extension/cookies/deeper', to: '../../trace/model/event.ts' },
  { from: 'extension/trace', to: '../protocol/commands.ts' },
  { from: 'extension/trace', to: '../ui/model/host.ts' },
  { from: 'extension/trace', to: 'node:fs' },
  { from: 'extension/trace/fold', to: '../../background/main.ts' },
  { from: 'extension/protocol', to: '../background/main.ts' },
  { from: 'extension/protocol', to: '../ui/model/host.ts' },
  { from: 'extension/background', to: '../ui/model/host.ts' },
  { from: 'extension/background', to: 'preact' },
  { from: 'extension/ui', to: 'webextension-polyfill' },
  { from: 'extension/ui', to: '../background/main.ts' },
  { from: 'extension/surfaces/popup', to: '../../background/main.ts' },
  { from: 'extension/surfaces/popup', to: '../../ui/parts/chip.tsx' },
  { from: 'extension/surfaces/popup', to: 'node:path' },
  { from: 'extension/ui', to: '../../server/app.ts' },
  { from: 'server', to: '../extension/cookies/browser-cookie.ts' },
  { from: 'server/routes', to: '../../extension/cookies/browser-cookie.ts' },
  { from: 'server/fast', to: '../sessions/session-cookie.ts' },
  { from: 'server/sessions', to: '../stores/memory-store.ts' },
  { from: 'server/http', to: '../context.ts' },
  { from: 'server/http', to: '../pages/facts.ts' },
  { from: 'server/log', to: '../options.ts' },
  { from: 'server/stores', to: '../context.ts' },
  { from: 'server/stores/sqlite', to: '../redis/redis-store.ts' },
  { from: 'server/stores/redis', to: '../memory-store.ts' },
  { from: 'server/answers', to: '../context.ts' },
  { from: 'server/answers', to: '../pages/facts.ts' },
  { from: 'server/pages', to: '../lab/lab-page.ts' },
  { from: 'server/pages', to: '../routes/counter.ts' },
  { from: 'server/lab', to: '../pages/facts.ts' },
  { from: 'server/lab', to: 'preact' },
  { from: 'server/middleware', to: '../routes/counter.ts' },
  { from: 'server/routes', to: '../app.ts' },
  { from: 'server/routes', to: '../lab/lab-page.ts' },
];

/** Imports that the layout is made of: the linter must report none. */
const ALLOWED: readonly Trespass[] = [
  { from: 'extension/cookies/exchange', to: '../browser-cookie.ts' },
  { from: 'extension/trace/fold', to: '../../cookies/browser-cookie.ts' },
  { from: 'extension/trace', to: '../cookies/browser-cookie.ts' },
  { from: 'extension/protocol', to: '../trace/model/event.ts' },
  { from: 'extension/background', to: '../protocol/commands.ts' },
  { from: 'extension/ui', to: '../protocol/commands.ts' },
  { from: 'extension/surfaces/popup', to: '../../ui/popup/mount-popup.tsx' },
  { from: 'extension/surfaces/popup', to: '../../ui/model/host.ts' },
  { from: 'extension/surfaces/popup', to: 'webextension-polyfill' },
  { from: 'server', to: './routes/counter.ts' },
  { from: 'server/fast', to: './remember.ts' },
  { from: 'server/http', to: '../fast/remember.ts' },
  { from: 'server/stores/sqlite', to: '../../sessions/session-store.ts' },
  { from: 'server/stores/sqlite', to: '../../fast/leading-bits.ts' },
  { from: 'server/answers', to: '../http/reply.ts' },
  { from: 'server/lab', to: '../context.ts' },
  { from: 'server/pages', to: '../answers/html.ts' },
  { from: 'server/routes', to: '../pages/facts.ts' },
];

/** The folders of a part of the extension, lowest floor first: each may import the floors below its own. */
type Floors = readonly (readonly string[])[];

const BELOW_FEATURES = ['words', 'model', 'parts'];

/** What mounts features: the inspector, and the pages that are not part of it. */
const SHELLS = ['shell', 'popup', 'options'];

const FLOORS: Readonly<Record<string, Floors>> = {
  'extension/ui': [
    ...BELOW_FEATURES.map((folder) => [folder]),
    readdirSync(path.join(ROOT, 'extension/ui')).filter(
      (folder) => ![...BELOW_FEATURES, ...SHELLS, 'styles'].includes(folder),
    ),
    SHELLS,
  ],
  'extension/trace': [
    ['model'],
    ['verdicts', 'words', 'count-pattern'],
    ['fold'],
    ['findings'],
    ['summary'],
    ['jar', 'lesson', 'files'],
  ],
};

/** What no folder of a part may import, whatever its floor. */
const NEVER: Readonly<Record<string, readonly string[]>> = {
  'extension/ui': ['../../background/main.ts', '../../surfaces/root.ts', 'webextension-polyfill', 'node:fs'],
  'extension/trace': ['../../protocol/commands.ts', '../../ui/model/host.ts', 'webextension-polyfill', 'node:fs'],
};

const RULES = ['style/noRestrictedImports', 'suspicious/noImportCycles'] as const;

/** What all tests try, by file: one run of the linter reads it all, for a run takes a second, however little it reads. */
const TRIED = new Map<string, string>();
let report: readonly string[] | undefined;

/** Lints what all tests try, in a copy of the repo; the first test that asks has it done. @returns Biome's report. */
function lint(context: TestContext): readonly string[] {
  if (report) return report;
  const copy = tempCopy(context);
  for (const [file, text] of TRIED) {
    mkdirSync(path.join(copy, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(copy, file), text);
  }
  const only = RULES.map((rule) => `--only=${rule}`);
  const { stdout } = spawnSync(
    process.execPath,
    [BIOME, 'lint', ...only, '--reporter=github', '--max-diagnostics=none', ...TRIED.keys()],
    { cwd: copy, encoding: 'utf8' },
  );
  report = stdout.split('\n');
  // What is allowed is reported by nobody, but neither is what was never read.
  for (const rule of RULES) assert.ok(stdout.includes(rule), `the linter reports nothing by ${rule}`);
  return report;
}

/** Has files linted with all others. @returns Tells those of them that a rule reports. */
function tryFiles(
  rule: (typeof RULES)[number],
  files: Readonly<Record<string, string>>,
): (context: TestContext) => readonly string[] {
  for (const [file, text] of Object.entries(files)) {
    assert.ok(!TRIED.has(file), `${file} is tried twice`);
    TRIED.set(file, text);
  }
  return (context) => {
    const lines = lint(context).filter((line) => line.includes(rule));
    return Object.keys(files).filter((file) => lines.some((line) => line.includes(file)));
  };
}

/** Has these imports linted, each in a file of its own. @returns Tells those of them that the linter reports. */
function tryImports(trespasses: readonly Trespass[]): (context: TestContext) => readonly Trespass[] {
  const first = TRIED.size;
  const files = trespasses.map(({ from, to }, at) => [`${from}/try-${first + at}.ts`, `import '${to}';\n`] as const);
  const reported = tryFiles('style/noRestrictedImports', Object.fromEntries(files));
  return (context) => {
    const found = new Set(reported(context));
    return trespasses.filter((_, at) => found.has(files[at]?.[0] ?? ''));
  };
}

describe('the direction of imports', () => {
  const forbidden = tryImports(FORBIDDEN);
  test('cannot be broken without a report of the linter', (context) => {
    assert.deepEqual(forbidden(context), FORBIDDEN);
  });

  const allowed = tryImports(ALLOWED);
  test('allows every import that the layout is made of', (context) => {
    assert.deepEqual(allowed(context), []);
  });

  for (const [part, floors] of Object.entries(FLOORS)) {
    const wrong = floors.flatMap((floor, at) =>
      floor.flatMap((folder) => [
        ...[...floor.filter((other) => other !== folder), ...floors.slice(at + 1).flat()].flatMap((other) => [
          { from: `${part}/${folder}`, to: `../${other}/any.ts` },
          { from: `${part}/${folder}/deeper`, to: `../../${other}/any.ts` },
        ]),
        ...(NEVER[part] ?? []).map((to) => ({ from: `${part}/${folder}`, to })),
      ]),
    );
    const reported = tryImports(wrong);
    test(`keeps the floors of ${part}, in subfolders too`, (context) => {
      assert.deepEqual(reported(context), wrong);
    });
  }

  const { 'extension/ui': floors = [] } = FLOORS;
  const right = tryImports(
    floors.flatMap((floor, at) =>
      floor.flatMap((folder) => [
        ...floors
          .slice(0, at)
          .flat()
          .map((other) => ({ from: `extension/ui/${folder}`, to: `../${other}/any.ts` })),
        { from: `extension/ui/${folder}`, to: './own.ts' },
        { from: `extension/ui/${folder}`, to: '../../trace/jar/any.ts' },
        { from: `extension/ui/${folder}`, to: '../../cookies/any.ts' },
      ]),
    ),
  );
  test('lets each folder of the UI use the floors below it, and its own files', (context) => {
    assert.deepEqual(right(context), []);
  });

  const ways = {
    'extension/ui/ribbon/type.ts': `import type { Any } from '../jar/any.ts';\nexport type Same = Any;\n`,
    'extension/ui/ribbon/later.ts': `export const load = () => import('../jar/any.ts');\n`,
    'extension/ui/ribbon/again.ts': `export * from '../jar/any.ts';\n`,
  };
  const inAnyWay = tryFiles('style/noRestrictedImports', ways);
  test('holds in whatever way a file imports', (context) => {
    assert.deepEqual(inAnyWay(context), Object.keys(ways));
  });
});

const circle = {
  'extension/trace/model/one.ts': `import type { Other } from './other.ts';\nexport type One = { other: Other };\n`,
  'extension/trace/model/other.ts': `import type { One } from './one.ts';\nexport type Other = { one?: One };\n`,
  'extension/trace/model/straight.ts': `import type { One } from './one.ts';\nexport type Straight = One;\n`,
};
const inCircle = tryFiles('suspicious/noImportCycles', circle);
test('files that import each other in a circle are reported, also where they import types alone', (context) => {
  const [one, other] = Object.keys(circle);
  assert.deepEqual(inCircle(context), [one, other]);
});
