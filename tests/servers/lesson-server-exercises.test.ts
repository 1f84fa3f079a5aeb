import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeServerExercise, type StoredSession } from '../../extension/trace/lesson/exercises/server-exercise.ts';
import { startCompanionProcess } from '../../scripts/companion-process.ts';

// "Be the server" is graded by a few lines; here the companion itself does the visits among the exercises.

const VISITS = 40;

/** A real session of the companion with the exercise's count; one whose time is over is forgotten there. */
async function realSession(url: string, { count, over }: StoredSession): Promise<string> {
  let cookie = '';
  for (let visit = 1; visit <= count; visit++) {
    const response = await fetch(url, { headers: { accept: 'text/plain', ...(cookie !== '' && { cookie }) } });
    cookie = response.headers.getSetCookie()[0]?.split(';', 1)[0] ?? cookie;
  }
  if (over) await fetch(new URL('/session', url), { method: 'DELETE', headers: { cookie } });
  return cookie.slice('sid='.length);
}

test(`the companion does what ${VISITS} exercises of "be the server" call right`, async () => {
  const server = await startCompanionProcess(['--port', '0', '--store', 'memory', '--rate-limit', '0']);
  const seen = new Set<string>();
  try {
    for (let number = 0, visits = 0; visits < VISITS; number++) {
      const { method, path, cookie, store, options, right, why } = makeServerExercise(5, number);
      if (method !== 'GET' || path !== '/') continue;
      visits += 1;
      let header = cookie;
      for (const session of store) {
        if (header?.includes(session.id) !== true) continue;
        header = header.replace(session.id, await realSession(server.url, session));
      }
      const response = await fetch(server.url, {
        headers: { accept: 'text/plain', ...(header !== undefined && { cookie: header }) },
      });
      const made = response.headers.getSetCookie().some((line) => line.startsWith('sid='));
      const count = Number((await response.text()).match(/\d+/)?.[0]);
      const resumed = options.find(({ action }) => action === 'resume')?.said.args[0];
      assert.deepEqual(
        { made, count },
        right === 'create' ? { made: true, count: 1 } : { made: false, count: resumed },
        `exercise ${number}: ${cookie}`,
      );
      seen.add(why.key);
    }
    assert.equal(seen.size, 5, [...seen].join(' '));
  } finally {
    await server.stop();
  }
});
