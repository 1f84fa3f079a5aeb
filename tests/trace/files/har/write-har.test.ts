import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readHar } from '../../../../extension/trace/files/har/read-har.ts';
import { writeHar } from '../../../../extension/trace/files/har/write-har.ts';
import { type Masker, UNMASKED } from '../../../../extension/trace/files/mask.ts';
import { maskerOfTrace } from '../../../../extension/trace/files/trace-secrets.ts';
import { createFold } from '../../../../extension/trace/fold/fold.ts';
import type { TraceEvent } from '../../../../extension/trace/model/event.ts';
import type { Trace } from '../../../../extension/trace/model/trace.ts';
import { fileOf, readAll } from '../../bytes.ts';
import { lessonStory, Story } from '../../story.ts';

function fold(events: readonly TraceEvent[]): Trace {
  const folded = createFold();
  folded.apply(events);
  return folded.trace;
}

function write(trace: Trace, masker: Masker, events?: readonly TraceEvent[]): string {
  return [...writeHar(trace, { masker, version: '0.1.0', ...(events !== undefined && { events }) })].join('');
}

async function reopened(text: string): Promise<Trace> {
  const { result } = await readAll(readHar(fileOf(text), { publicSuffix: () => undefined }));
  return fold(result.events);
}

/** What one exchange was, apart from what a HAR cannot hold. */
function exchanges(trace: Trace): unknown[] {
  return trace.entries.map((entry) => ({
    started: entry.startedDateTime,
    method: entry.method,
    url: entry.url,
    type: entry.type,
    status: entry.status,
    sent: entry.requestHeaders,
    got: entry.responseHeaders,
    counts: entry.counts,
    error: entry.error,
    fromCache: entry.fromCache,
    initiator: entry.initiator,
  }));
}

interface WrittenHar {
  log: { version: string; _masked: boolean; _sessions: object[]; entries: Record<string, unknown>[] };
}

describe('a trace as HAR', () => {
  test('holds what HAR 1.2 asks of every entry', () => {
    const har = JSON.parse(write(fold(lessonStory().events), UNMASKED)) as WrittenHar;
    assert.equal(har.log.version, '1.2');
    assert.equal(har.log.entries.length, 7);
    for (const entry of har.log.entries) {
      for (const member of ['startedDateTime', 'time', 'request', 'response', 'cache', 'timings'])
        assert.ok(member in entry, member);
      const { request, response } = entry as { request: object; response: object };
      for (const member of [
        'method',
        'url',
        'httpVersion',
        'cookies',
        'headers',
        'queryString',
        'headersSize',
        'bodySize',
      ])
        assert.ok(member in request, member);
      for (const member of [
        'status',
        'statusText',
        'httpVersion',
        'cookies',
        'headers',
        'content',
        'redirectURL',
        'headersSize',
        'bodySize',
      ])
        assert.ok(member in response, member);
    }
  });

  test('says in members with _ what each entry did to the session', () => {
    const har = JSON.parse(write(fold(lessonStory().events), UNMASKED)) as WrittenHar;
    assert.deepEqual(
      har.log.entries.map((entry) =>
        (entry['_sessions'] as { action: string; after?: { number: number } }[]).map((step) => [
          step.action,
          step.after?.number,
        ]),
      ),
      [
        [['created', 1]],
        [['resumed', 1]],
        [['resumed', 1]],
        [['resumed', 1]],
        [['created', 2]],
        [['rotated', 3]],
        [['resumed', 3]],
      ],
    );
    assert.equal(har.log._sessions.length, 3);
  });

  test('opened again it is the same exchanges', async () => {
    const story = lessonStory();
    story.visits(
      '/cached?a=1&b=ü',
      'sid=x',
      { fromCache: true, headers: [['content-type', 'text/html']] },
      { type: 'image', initiator: 'http://localhost:3000/' },
    );
    story
      .asks('/gone', { headers: [['referer', 'http://localhost:3000/']], initiator: 'http://localhost:3000/' })
      .fails('net::ERR_FAILED');
    const trace = fold(story.events);
    assert.deepEqual(exchanges(await reopened(write(trace, UNMASKED, story.events))), exchanges(trace));
  });

  test('opened again its sessions are the same ones', async () => {
    const trace = fold(lessonStory().events);
    const again = await reopened(write(trace, UNMASKED));
    assert.deepEqual(
      again.sessions.map(({ id, count }) => [id, count]),
      trace.sessions.map(({ id, count }) => [id, count]),
    );
  });

  test('masked it holds none of the ids, and the sessions can still be distinguished when it is opened again', async () => {
    const trace = fold(lessonStory().events);
    const text = write(trace, maskerOfTrace(trace));
    for (const { id, value } of trace.sessions) {
      assert.ok(!text.includes(id));
      assert.ok(!text.includes(value));
    }
    assert.equal((JSON.parse(text) as WrittenHar).log._masked, true);
    const { result } = await readAll(readHar(fileOf(text), { publicSuffix: () => undefined }));
    assert.equal(result.masked, true);
    const again = fold(result.events);
    assert.deepEqual(
      again.entries.map((entry) => entry.effects.map(({ after }) => after?.number)),
      trace.entries.map((entry) => entry.effects.map(({ after }) => after?.number)),
    );
  });

  test('masked it hides an id in the URL, the Location, the Referer and in what the server echoes', () => {
    const id = 'k3FzQm1x8sVb2TnLwYd7RcEoPa6Ug0HiJt4Zv59Qw';
    const story = new Story().started().creates('sid', id);
    story.visits(
      `/page;v=${id}?again=${id}#${id}`,
      `sid=${id}`,
      {
        status: 302,
        headers: [
          ['location', `/x/${id}`],
          ['x-echo', `<${id}>`],
        ],
      },
      {
        headers: [['referer', `http://localhost:3000/?${id}`]],
        initiator: `http://localhost:3000/?${id}`,
        topUrl: `http://localhost:3000/?${id}`,
      },
    );
    const trace = fold(story.events);
    assert.ok(!write(trace, maskerOfTrace(trace)).includes(id));
    assert.ok(write(trace, UNMASKED).includes(id));
  });

  test('hostile text stays text', () => {
    const story = new Story().started().visits('/', '__proto__=1; "=\u2028; a=</script>', {
      setCookie: ['__proto__=x; Expires=Thu, 01 Jan 99999 00:00:00 GMT', 'a="\\u0000'],
    });
    const har = JSON.parse(write(fold(story.events), UNMASKED)) as WrittenHar;
    assert.equal(har.log.entries.length, 1);
  });
});
