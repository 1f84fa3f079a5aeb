import assert from 'node:assert/strict';
import { test } from 'node:test';
import { valueFormat } from '../../extension/cookies/value-format.ts';
import type { ValueFormatName } from '../../extension/cookies/value-rules/value-format-name.ts';
import { DEFAULT_COUNT_PATTERNS } from '../../extension/trace/count-pattern/default-patterns.ts';
import { mediaTypeOf, readCounts } from '../../extension/trace/count-pattern/read-counts.ts';
import { createFold } from '../../extension/trace/fold/fold.ts';
import { Story } from '../trace/story.ts';
import {
  type CountingServer,
  RUNTIMES,
  type Runtime,
  skipWithout,
  startDjango,
  startExpress,
  startFlask,
  startPhp,
} from './counting-server.ts';

interface RealServer {
  readonly runtime?: Runtime;
  readonly start: () => Promise<CountingServer>;
  readonly cookie: string;
  readonly format: ValueFormatName;
}

const SERVERS: Readonly<Record<string, RealServer>> = {
  Django: { runtime: RUNTIMES.django, start: startDjango, cookie: 'sessionid', format: 'django-id' },
  'express-session': { start: startExpress, cookie: 'connect.sid', format: 'express-session' },
  Flask: { runtime: RUNTIMES.flask, start: startFlask, cookie: 'session', format: 'flask' },
  PHP: { runtime: RUNTIMES.php, start: startPhp, cookie: 'PHPSESSID', format: 'php-26' },
};

/** Eleven visits with the cookie that came last, as a browser would have recorded them. */
async function elevenVisits(server: CountingServer): Promise<Story> {
  const story = new Story(server.url).started();
  let cookie: string | undefined;
  for (let visit = 1; visit <= 11; visit++) {
    const response = await fetch(server.url, { headers: cookie === undefined ? {} : { cookie } });
    const setCookie = response.headers.getSetCookie();
    story.visits('/', cookie, { status: response.status, setCookie });
    const type = mediaTypeOf(response.headers.get('content-type') ?? undefined);
    for (const { count, pattern, text } of readCounts(await response.text(), type, DEFAULT_COUNT_PATTERNS)) {
      const of = { requestId: String(visit), tabId: 1, url: server.url };
      story.add({ kind: 'count', ...of, count, source: 'body', pattern, text });
    }
    cookie = setCookie[0]?.split(';', 1)[0] ?? cookie;
  }
  return story;
}

for (const [name, { runtime, start, cookie, format }] of Object.entries(SERVERS)) {
  const skip = runtime === undefined ? false : skipWithout(runtime);
  test(`eleven visits to ${name}, as it comes, are one session that counts to eleven`, { skip }, async () => {
    const server = await start();
    try {
      const fold = createFold();
      fold.apply((await elevenVisits(server)).events);
      const { entries, sessions } = fold.trace;
      assert.deepEqual(
        entries.map(({ effects, counts }) => [effects[0]?.before?.number, effects[0]?.action, counts[0]?.count]),
        [[undefined, 'created', 1], ...Array.from({ length: 10 }, (_, at) => [1, 'resumed', at + 2])],
      );
      const [session, ...others] = sessions;
      assert.equal(others.length, 0);
      assert.equal(session?.thread.name, cookie);
      assert.equal(valueFormat(session?.value ?? '').format, format);
      assert.equal(session?.count, 11);
    } finally {
      await server.stop();
    }
  });
}
