import type { FrameworkId } from '../../../cookies/names/framework-id.ts';
import { frameworkOf } from '../../model/recognise.ts';
import type { Thread } from '../../model/session.ts';
import type { SampleId } from './sample.ts';

/** The sample that shows how a framework counts. */
const ofFramework: Readonly<Partial<Record<FrameworkId, SampleId>>> = {
  django: 'django',
  express: 'express',
  'cookie-session': 'express',
  flask: 'flask',
  php: 'php',
  starlette: 'fastapi',
  'fastapi-users': 'fastapi',
};

/** What the companion calls its cookie, over http and over https. */
const companionNames: ReadonlySet<string> = new Set(['sid', '__Host-sid']);

/** The companion's ids: 256 bits in base64url. */
const companionId = /^[\w-]{43}$/;

/** The sample of the server behind a thread; undefined where its cookie does not show it. */
export function sampleOfThread(thread: Thread): SampleId | undefined {
  const newest = thread.sessions.at(-1);
  if (newest === undefined) return undefined;
  const framework = frameworkOf(thread.name, newest.value);
  const known = framework === undefined ? undefined : ofFramework[framework];
  if (known !== undefined) return known;
  const isCompanion = companionNames.has(thread.name) && companionId.test(newest.value) && countsByHeader(thread);
  return isCompanion ? 'companion' : undefined;
}

/** The companion reports each count in the header Session-Count. */
function countsByHeader({ sessions }: Thread): boolean {
  return sessions.some(({ entries }) =>
    entries.some(({ counts }) =>
      counts.some(({ source, from }) => source === 'header' && /^session-count$/i.test(from)),
    ),
  );
}
