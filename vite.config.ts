import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { crx, type ManifestV3Export } from '@crxjs/vite-plugin';
import preact from '@preact/preset-vite';
import type { JsMinifyOptions } from '@swc/wasm';
import { defineConfig, type Plugin, type UserConfig } from 'vite';
import type { NameGroup } from './extension/cookies/names/known-cookie.ts';
import sharedManifest from './manifest.json' with { type: 'json' };
import { type Browser, manifestFor, type SharedManifest } from './scripts/manifest.ts';
import { packNames } from './scripts/pack-names.ts';
import { packSuffixes } from './scripts/pack-suffixes.ts';
import { shippedMessages } from './scripts/pseudo-locale.ts';
import { shortKey, shortMessageKeys } from './scripts/short-message-keys.ts';
import { thirdPartyNotices } from './scripts/third-party-notices.ts';

const root = import.meta.dirname;

/** The pages that @crxjs does not find in the manifest (it knows no sidebar_action) or that no key of it names. */
const EXTRA_PAGES = [
  'devtools/panel.html',
  'tab/tab.html',
  'side-panel/side-panel.html',
  'welcome/welcome.html',
  'help/help.html',
];

/**
 * Makes text of Preact's one assignment to innerHTML, which nothing here uses: so no mistake can ever make markup of a
 * cookie's value, and Mozilla's linter has nothing to warn of.
 */
function noInnerHtml(): Plugin {
  const assignment = /(\w+)\.innerHTML=(\w+)\.__html/g;
  return {
    name: 'sidtrail-no-inner-html',
    transform(code, id) {
      if (!id.includes('/preact/dist/preact.mjs')) return null;
      if (code.match(assignment)?.length !== 1)
        this.error('Preact sets innerHTML in another way now: see noInnerHtml.');
      return { code: code.replace(assignment, '$1.textContent=$2.__html'), map: null };
    },
  };
}

/**
 * Gives pages the browser's own API for webextension-polyfill (3 kB gzip of a popup's 25): only the background, whose
 * listeners answer by promise, needs the polyfill.
 */
function nativeApiInPages(): Plugin {
  const native = path.join(root, 'extension/surfaces/native-browser.ts');
  const needsPolyfill = /\/extension\/(?:background\/|protocol\/serve-)/;
  return {
    name: 'sidtrail-native-api-in-pages',
    enforce: 'pre',
    resolveId(source, importer) {
      if (source !== 'webextension-polyfill' || importer === undefined || needsPolyfill.test(importer)) return null;
      return native;
    },
  };
}

/**
 * Makes an ES module of webextension-polyfill, which is the only package that is none. So no file needs the bundler's
 * helpers for such packages, which each page loaded with the one that it does need.
 */
function polyfillAsModule(): Plugin {
  return {
    name: 'sidtrail-polyfill-as-module',
    transform(code, id) {
      if (!id.endsWith('/webextension-polyfill/dist/browser-polyfill.js')) return null;
      return {
        code: `const exports = {}, module = { exports };\n${code}\nexport default module.exports;`,
        map: null,
      };
    },
  };
}

/**
 * Replaces Vite's helper for dynamic imports, which is four times as long. Here it only has to load the styles of a part
 * that is loaded later: pages name their scripts, and no content security policy asks for a nonce.
 */
function shortPreload(): Plugin {
  const code = `const styles = {};
export const __vitePreload = async (load, files = []) => {
  await Promise.all(files.map((file) => (styles['/' + file] ??= loadStyle('/' + file))));
  return load();
};
const loadStyle = (href) => document.querySelector('link[href="' + href + '"]') ?? new Promise((done) => {
  const link = document.createElement('link');
  Object.assign(link, { rel: 'stylesheet', href, onload: done, onerror: done });
  document.head.append(link);
});`;
  return {
    name: 'sidtrail-short-preload',
    enforce: 'pre',
    load: (id) => (id === '\0vite/preload-helper.js' ? { code, moduleSideEffects: false } : null),
  };
}

/**
 * Names in the popup's page what its small first script loads, so that all of it is fetched at once. The browser opens the
 * popup when its page is loaded, and waits for no script that is named like this. The styles stand in the page itself:
 * nothing is painted before they are there.
 */
function popupLoadsAtOnce(): Plugin {
  return {
    name: 'sidtrail-popup-loads-at-once',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle = {}, chunk, filename }) {
        if (!filename.endsWith('/popup.html') || chunk === undefined) return undefined;
        const chunkOf = (file: string) => {
          const found = bundle[file];
          return found?.type === 'chunk' ? found : undefined;
        };
        const shows = chunk.dynamicImports
          .flatMap((file) => chunkOf(file) ?? [])
          .find(({ name }) => name === 'show-popup');
        if (shows === undefined) throw new Error('The popup loads no show-popup: see popupLoadsAtOnce.');
        const scripts = [shows.fileName, ...shows.imports];
        // What all pages share comes first: the popup's own styles refine it.
        const styles = scripts.toReversed().flatMap((file) => [...(chunkOf(file)?.viteMetadata?.importedCss ?? [])]);
        const textOf = (file: string): string => {
          const found = bundle[file];
          if (found?.type !== 'asset') throw new Error(`The popup's style ${file} is no file: see popupLoadsAtOnce.`);
          return String(found.source).trim();
        };
        const style = [...new Set(styles)].map(textOf).join('');
        // No other page loads the popup's own.
        for (const file of shows.viteMetadata?.importedCss ?? []) delete bundle[file];
        return {
          html: html.replace(/ *<link rel="stylesheet"[^>]*>\n/g, ''),
          tags: [
            ...scripts
              .filter((file) => !html.includes(file) && file !== chunk.fileName)
              .map((file) => ({
                tag: 'link',
                attrs: { rel: 'modulepreload', crossorigin: true, href: `/${file}` },
                injectTo: 'head' as const,
              })),
            { tag: 'style', children: style, injectTo: 'head' },
          ],
        };
      },
    },
  };
}

/**
 * Names the styles of a part where the part is loaded. Vite makes a list of them in each file, and a function that reads
 * it, and names those that all pages have, too.
 */
function stylesWhereLoaded(): Plugin {
  const list = /^const __vite__mapDeps=.*?\(m\.f=(\[.*?\])\).*\n/;
  return {
    name: 'sidtrail-styles-where-loaded',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const chunks = Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? file : []));
        // All pages have the first, and the popup's page holds the second.
        const inPages = new Set(
          ['shared', 'show-popup'].flatMap((part) => [
            ...(chunks.find(({ name }) => name === part)?.viteMetadata?.importedCss ?? []),
          ]),
        );
        if (inPages.size !== 2) this.error('The styles of pages lie elsewhere now: see stylesWhereLoaded.');
        for (const chunk of chunks) {
          const [line, styles] = list.exec(chunk.code) ?? [];
          if (styles !== undefined && line !== undefined) {
            const files = JSON.parse(styles) as readonly string[];
            const named = chunk.code
              .slice(line.length)
              .replace(/,\s*__vite__mapDeps\(\[([\d,]+)\]\)/g, (_, places: string) => {
                const needed = places.split(',').map((place) => files[Number(place)] ?? '');
                const own = needed.filter((file) => !inPages.has(file));
                return own.length === 0 ? '' : `,${JSON.stringify(own)}`;
              });
            chunk.code = named;
          }
          if (chunk.code.includes('__vite__mapDeps'))
            this.error('Vite lists styles in another way now: see stylesWhereLoaded.');
        }
      },
    },
  };
}

/**
 * Makes workers entries of the same build. Vite builds each by itself, with a second copy of all that pages use, too: 62
 * kB gzip of file readers, cookie rules and the Public Suffix List.
 */
function workersOfSameBuild(): Plugin {
  const made = /new URL\('(\.\/[\w-]+-worker\.ts)', import\.meta\.url\)/;
  return {
    name: 'sidtrail-workers-of-same-build',
    enforce: 'pre',
    transform(code, id) {
      if (!id.includes('/extension/') || !made.test(code)) return null;
      const shared = code.replace(made, (_, file: string) => {
        const worker = this.emitFile({ type: 'chunk', id: path.join(path.dirname(id), file) });
        return `import.meta.ROLLUP_FILE_URL_${worker}`;
      });
      return { code: shared, map: null };
    },
  };
}

/** Without `sequences` and `collapse_vars` the scripts are longer, and 0.2 kB less when gzipped. */
const SMALLER: JsMinifyOptions = {
  module: true,
  mangle: true,
  compress: { ecma: 2022, module: true, toplevel: true, passes: 3, sequences: false, collapse_vars: false },
};

/**
 * Lets another minifier go over what the bundler's has made: 6.7 kB gzip of 414 less, for two seconds of each build. It
 * comes last, for other plugins read the code as the bundler writes it.
 */
function minifiedTwice(): Plugin {
  return {
    name: 'sidtrail-minified-twice',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      async handler(_options, bundle) {
        // Who watches waits for each build.
        if (this.meta.watchMode) return;
        const { minifySync } = await import('@swc/wasm');
        for (const file of Object.values(bundle)) {
          if (file.type === 'chunk') file.code = minifySync(file.code, SMALLER).code;
        }
      },
    },
  };
}

/** A record of a list, as the formatter lays it out. */
const RECORD = /^ {2}\{(?: .*\},|[\s\S]*?^ {2}\},)\n/gm;

/**
 * Packs the tables of cookie names, which are data: 1.7 kB gzip less. Of frameworks' tables, which hold the formats of
 * values as well, those records are packed that hold none.
 */
function packedNames(): Plugin {
  const isTable = /\/extension\/cookies\/names\/data\/(?:frameworks\/)?(?!frameworks\.ts)[a-z-]+\.ts$/;
  let version = 0;
  return {
    name: 'sidtrail-packed-names',
    enforce: 'pre',
    async transform(code, id) {
      if (!isTable.test(id)) return null;
      // Node keeps a module by its address; a build that watches needs the newest.
      const tables: Readonly<Record<string, readonly NameGroup[]>> = await import(`${pathToFileURL(id)}?${version++}`);
      const groups = Object.values(tables).flat();
      if (code.match(RECORD)?.length !== groups.length) this.error(`The records of ${id} are laid out otherwise.`);
      let at = 0;
      const marked = code.replace(RECORD, (record) => (groups[at++]?.values === undefined ? `\0${at - 1}\n` : record));
      const packed = marked.replace(/(?:\0\d+\n)+/g, (run) => {
        const data = [...run.matchAll(/\d+/g)].flatMap(([index]) => groups[Number(index)] ?? []);
        return `  ...unpackNames(${JSON.stringify(packNames(data))}),\n`;
      });
      const unpack = path.resolve(import.meta.dirname, 'extension/cookies/names/unpack-names.ts');
      return { code: `import { unpackNames } from ${JSON.stringify(unpack)};\n${packed}`, map: null };
    },
  };
}

/** Names the chunk of a module; undefined: the bundler decides. */
type ChunkOf = (
  id: string,
  graph: {
    getModuleInfo(
      id: string,
    ): { readonly importers: readonly string[]; readonly dynamicImporters: readonly string[] } | null;
  },
) => string | undefined;

/**
 * What the popup and other pages share goes into one file: the bundler would make ten of it, and each is one more
 * request and compresses worse. What the background or a worker uses too is a file of its own: these have no document.
 */
const sharedByPages: ChunkOf = (id, graph) => {
  // The popup's first script needs these, and so one file.
  if (/\/(?:native-browser|send-command|find-active-tab)\.ts$|preload-helper/.test(id)) return 'shared-plain';
  // The popup draws it a little later, from a file that needs no other one then.
  if (id.endsWith('/parts/countdown.tsx')) return 'shared';
  const users = usersOf(id, graph);
  const has = (part: string): boolean => [...users].some((user) => user.includes(part));
  if (isRule(id, has)) return 'rules';
  const later = has('/surfaces/') ? undefined : LATER.find(([, modules]) => modules.test(id))?.[0];
  if (later !== undefined) return later;
  if (!has('/surfaces/popup/')) {
    if (isInspectorsAlone(id, graph, has)) return 'inspector';
    if (isInspectorsAtOnce(has)) return 'inspector-parts';
    return INSPECTORS.every(has) && PLAIN.some(has) ? 'inspector-plain' : undefined;
  }
  if (has('/extension/background/') || has('-worker.ts')) return 'shared-plain';
  // This page shows nothing: it starts in each DevTools window.
  if (has('/surfaces/devtools/devtools.ts')) return undefined;
  return [...users].some((user) => /\/(?:ui|surfaces)\/(?!popup\/)/.test(user)) ? 'shared' : undefined;
};

/** The cookie rules and names, the fold, what is read off a trace, and tools too small for files of their own. */
const RULES: readonly RegExp[] = [
  /\/extension\/trace\/(?:fold|model|verdicts|words)\//,
  /\/extension\/cookies\/(?:names\/(?!sources)|value-rules\/|[\w-]+\.ts$)/,
  /\/extension\/(?:protocol\/log\/spill-reader|trace\/summary\/entry-sentence)\.ts$/,
  /\/extension\/trace\/(?:findings\/token-expiry|jar\/(?:history|jar-edit|snapshots)|files\/(?:join-bytes|iso-time|file-name|trace-file\/value-checks|masking\/(?:harmless|letter-pairs)))\.ts$/,
];

/** What is loaded later, and together: as one file each it weighs less than in parts. */
const LATER: readonly (readonly [name: string, modules: RegExp])[] = [
  ['findings', /\/extension\/(?:trace\/findings|ui\/files\/compare-files)/],
  // What comes right after the first rows: details, the answer, kinds, menus; and parts that several views use.
  [
    'soon',
    /\/extension\/(?:trace\/files\/(?:mask|report\/(?:markdown|answer-section)|trace-secrets|trace-file\/mask-|har\/write-har-entry|curl-request)|ui\/details\/curl-tools|cookies\/exchange\/curl-command)/,
  ],
  [
    'soon',
    /\/extension\/ui\/(?:[\w/-]*(?:context|head|row|session)-menu\.tsx?$|requests\/copies|replay\/|shell\/(?:menu-|keys-sheet|layout-menu-body)|parts\/(?:virtual-table\/drag-column|context-menu\.css)|styles\/(?:menu|sheet))|\/extension\/cookies\/exchange\/(?:fetch-call|power-shell)/,
  ],
  [
    'soon',
    /\/extension\/ui\/(?:details\/|words\/(?:attribute-words|find-terms|flow-path|sent-verdict-words|verdict-words)|parts\/(?:held-foot|reason-list|say-terms|sentence-text|splitter|verdict)\.tsx|shell\/beside-rows|styles\/(?:details|verdicts)|model\/(?:harmless-cookie|held-like))/,
  ],
  [
    'soon',
    /\/extension\/(?:ui\/(?:answer\/|model\/(?:filter|when-idle)\.ts|parts\/(?:file-pick|save-file)|requests\/kind-chips|ribbon\/|styles\/(?:forms|kinds))|trace\/summary\/(?:life-bands|time-spread))/,
  ],
  // The form of a cookie, which the details open as well, and the table around it.
  [
    'jar',
    /\/extension\/(?:ui\/jar\/|trace\/jar\/(?:read-duration|cookie-draft|judge-put|put-outcome|jar-rows|shadows)\.ts)/,
  ],
  // How a cookie that the browser holds is shown; the popup loads it too.
  ['held', /\/extension\/ui\/parts\/(?:copy-button|delete-buttons|fact|held-cookie|secret)\.tsx$/],
  ['terms', /\/extension\/ui\/(?:words\/(?:explained|glossary)|(?:parts|styles)\/term-bubble)/],
  [
    'reading',
    /\/extension\/(?:trace\/files\/(?:(?:har|trace-file)\/(?!write-)|json|parse-json|byte|to-utf8|file-)|ui\/files\/file-reading)/,
  ],
];

/**
 * Whether a module of the cookie rules and of what is read off a trace is loaded later, by views and by workers. They are
 * needed together, and as thirty files of their own they weigh a tenth more.
 */
function isRule(id: string, has: (part: string) => boolean): boolean {
  const isPure = RULES.some((rule) => rule.test(id));
  return isPure && !has('/surfaces/') && !/\/(?:public|packed)-suffixes/.test(id);
}

/** Where the inspector stands. */
const INSPECTORS = ['/surfaces/tab/', '/surfaces/side-panel/', '/surfaces/devtools/panel'];

/** What runs without a document. */
const PLAIN = ['/background/', '-worker.ts'];

const OTHERS = [...PLAIN, ...['popup', 'options', 'welcome', 'help'].map((page) => `/surfaces/${page}/`)];

/** Whether the inspector shows itself with a module that no other page does; a part of another may use it later. */
function isInspectorsAtOnce(has: (part: string) => boolean): boolean {
  // One of them alone: it is that page's own.
  return INSPECTORS.filter(has).length > 1 && !OTHERS.some(has);
}

/** Whether the inspector shows itself with a module that no other page uses, not even later. */
function isInspectorsAlone(id: string, graph: Parameters<ChunkOf>[1], has: (part: string) => boolean): boolean {
  const users = [...usersOf(id, graph, 'later')];
  return isInspectorsAtOnce(has) && !users.some((user) => OTHERS.some((other) => user.includes(other)));
}

/** A module and all that import it at once, directly or not; `later`: and those that load it later. */
function usersOf(
  id: string,
  graph: Parameters<ChunkOf>[1],
  when: 'at once' | 'later' = 'at once',
  found = new Set<string>(),
): ReadonlySet<string> {
  if (found.has(id)) return found;
  found.add(id);
  const info = graph.getModuleInfo(id);
  for (const importer of info?.importers ?? []) usersOf(importer, graph, when, found);
  if (when === 'later') for (const importer of info?.dynamicImporters ?? []) usersOf(importer, graph, when, found);
  return found;
}

/** Ships tldts' list in a form that compresses by a third better, and none of its code for what is no canonical host. */
function packedSuffixes(): Plugin {
  const reader = path.join(root, 'extension/cookies/packed-suffixes.ts');
  return {
    name: 'sidtrail-packed-suffixes',
    load(id) {
      if (!id.endsWith('/tldts/dist/index.esm.min.js')) return null;
      return `import { suffixesOf } from ${JSON.stringify(reader)};
export const { getDomain, getPublicSuffix } = suffixesOf(${JSON.stringify(packSuffixes())});`;
    },
  };
}

/** Puts extension/_locales where browsers look for it: at the top of the build. */
function locales(pseudo: boolean, keyOf: (key: string) => string): Plugin {
  const source = path.join(root, 'extension/_locales');
  return {
    name: 'sidtrail-locales',
    generateBundle() {
      for (const locale of readdirSync(source)) {
        this.emitFile({
          type: 'asset',
          fileName: `_locales/${locale}/messages.json`,
          source: shippedMessages(readFileSync(path.join(source, locale, 'messages.json'), 'utf8'), { pseudo, keyOf }),
        });
      }
    },
  };
}

/**
 * The build of one browser.
 * @param outDir Where it goes, from the repo's top: `dist/chrome` for what is shipped and tested.
 * @param pseudoLocale Puts every message into brackets: what stands outside them on screen is not translated.
 */
export function configFor(
  browser: Browser,
  outDir = `dist/${browser}`,
  pseudoLocale = process.env['PSEUDO_LOCALE'] === '1',
): UserConfig {
  const notices = thirdPartyNotices(root);
  const shortKeys = shortMessageKeys(path.join(root, 'extension'));
  return {
    root,
    configFile: false,
    publicDir: false,
    // One file, in place of which packedSuffixes puts the list alone.
    resolve: { alias: { tldts: path.join(root, 'node_modules/tldts/dist/index.esm.min.js') } },
    define: { __BROWSER__: JSON.stringify(browser) },
    plugins: [
      preact({ devToolsEnabled: false }),
      shortKeys,
      noInnerHtml(),
      nativeApiInPages(),
      polyfillAsModule(),
      shortPreload(),
      popupLoadsAtOnce(),
      stylesWhereLoaded(),
      minifiedTwice(),
      workersOfSameBuild(),
      packedSuffixes(),
      packedNames(),
      crx({
        browser,
        manifest: manifestFor(browser, sharedManifest as SharedManifest) as unknown as ManifestV3Export,
      }),
      locales(pseudoLocale, (key) => shortKey(shortKeys.keys(), key)),
      notices.inPages,
    ],
    worker: { plugins: () => [notices.inWorkers()] },
    build: {
      outDir,
      emptyOutDir: true,
      target: browser === 'chrome' ? 'chrome123' : 'firefox142',
      // A page names all its modules, so that they are loaded at once: the popup stands there a quarter sooner. Scripts
      // fetch by themselves what they load later.
      modulePreload: {
        polyfill: false,
        resolveDependencies: (_file, deps, { hostType }) => (hostType === 'html' ? deps : []),
      },
      rolldownOptions: {
        input: EXTRA_PAGES.map((page) => path.join(root, 'extension/surfaces', page)),
        // Nobody imports from an entry but the pages themselves.
        preserveEntrySignatures: false,
        output: { codeSplitting: { includeDependenciesRecursively: false, groups: [{ name: sharedByPages }] } },
      },
    },
  } as UserConfig;
}

/** For `vite` run by hand: `--mode firefox` for the other browser. */
export default defineConfig(({ mode }) => configFor(mode === 'firefox' ? 'firefox' : 'chrome'));
