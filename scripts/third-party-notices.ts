import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';

/** The file of a build that says whose code it holds, and under which licences. */
export const NOTICES_FILE = 'THIRD-PARTY-NOTICES.txt';

/** What somebody else made and a build holds. */
interface Work {
  readonly name: string;
  readonly version?: string;
  /** An SPDX identifier. */
  readonly licence: string;
  readonly source: string;
  /** The licence as its owner words it. */
  readonly text: string;
}

/** What a package carries inside its own files, where the bundler cannot see it. */
const CARRIED: Readonly<Record<string, readonly Work[]>> = {
  tldts: [
    {
      name: 'Public Suffix List',
      licence: 'MPL-2.0',
      source: 'https://publicsuffix.org/list/public_suffix_list.dat',
      text: 'This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0. If a copy of the MPL was not\ndistributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.',
    },
  ],
};

/** Modules that the build tools add themselves, by the beginning of their id. */
const ADDED: readonly (readonly [beginning: string, packageName: string | undefined])[] = [
  ['\0rolldown/', 'rolldown'],
  // The text of shortPreload, in vite.config.ts.
  ['\0vite/preload-helper', undefined],
];

/** Finds the packages of one build; `inWorkers` belongs into Vite's `worker.plugins`, because workers are builds apart. */
export interface Notices {
  readonly inPages: Plugin;
  readonly inWorkers: () => Plugin;
}

/**
 * Writes `THIRD-PARTY-NOTICES.txt`: every package of which code is in the build, with its licence.
 * @param root The folder of `node_modules`.
 * @throws From the build, where a package states no licence or has no licence file, or a module is of unknown origin.
 */
export function thirdPartyNotices(root: string): Notices {
  const found = new Set<string>();
  const collect: Plugin['renderChunk'] = (_code, chunk) => {
    for (const [id, { renderedLength }] of Object.entries(chunk.modules)) {
      const name = renderedLength > 0 ? packageOf(id) : undefined;
      if (name !== undefined) found.add(name);
    }
    return null;
  };
  return {
    inWorkers: () => ({ name: 'sidtrail-notices-of-workers', renderChunk: collect }),
    inPages: {
      name: 'sidtrail-notices',
      renderChunk: collect,
      generateBundle() {
        this.emitFile({ type: 'asset', fileName: NOTICES_FILE, source: noticesOf(root, found) });
      },
    },
  };
}

/** The package that a module is part of; undefined: it is our own. */
function packageOf(id: string): string | undefined {
  const added = ADDED.find(([beginning]) => id.startsWith(beginning));
  if (added !== undefined) return added[1];
  if (id.startsWith('\0')) throw new Error(`${NOTICES_FILE}: whose module is ${JSON.stringify(id)}?`);
  const inside = id.split('/node_modules/').at(-1);
  return inside === id ? undefined : inside?.match(/^(?:@[^/]+\/)?[^/]+/)?.[0];
}

function noticesOf(root: string, names: ReadonlySet<string>): string {
  const carried = [...names].flatMap((name) => (Object.hasOwn(CARRIED, name) ? (CARRIED[name] ?? []) : []));
  const works = [...[...names].map((name) => workOf(root, name)), ...carried];
  const parts = works
    .toSorted((a, b) => a.name.localeCompare(b.name, 'en'))
    .map(({ name, version, licence, source, text }) =>
      [`${name}${version ? ` ${version}` : ''}`, `Licence: ${licence}`, `Source: ${source}`, '', text.trim()].join(
        '\n',
      ),
    );
  const line = '-'.repeat(80);
  return `${['Sidtrail contains work of others, listed here with their licences.', ...parts].join(`\n\n${line}\n\n`)}\n`;
}

function workOf(root: string, name: string): Work {
  const folder = path.join(root, 'node_modules', name);
  const { version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as {
    version: string;
    license?: unknown;
  };
  if (typeof license !== 'string') throw new Error(`${NOTICES_FILE}: the package ${name} states no licence.`);
  const file =
    existsSync(folder) && readdirSync(folder).find((entry) => /^(?:licen[cs]e|copying)(?:\.|$)/i.test(entry));
  if (!file) throw new Error(`${NOTICES_FILE}: the package ${name} has no licence file.`);
  return {
    name,
    version,
    licence: license,
    source: `https://www.npmjs.com/package/${name}/v/${version}`,
    text: readFileSync(path.join(folder, file), 'utf8'),
  };
}
