import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { FileError } from '../../../../extension/trace/files/file-error.ts';
import { UNMASKED } from '../../../../extension/trace/files/mask.ts';
import {
  readTraceFile,
  type TraceFile,
  type TraceFileOptions,
} from '../../../../extension/trace/files/trace-file/read-trace-file.ts';
import { upgradeEvent } from '../../../../extension/trace/files/trace-file/upgrade.ts';
import { writeTraceFile } from '../../../../extension/trace/files/trace-file/write-trace-file.ts';
import { maskerOfEvents } from '../../../../extension/trace/files/trace-secrets.ts';
import type { TraceEvent } from '../../../../extension/trace/model/event.ts';
import { logs } from '../../arbitrary-events.ts';
import { fileOf, readAll } from '../../bytes.ts';
import { cookieOf } from '../../story.ts';

const HEADER = '{"format":"sidtrail-trace","version":1,"masked":false}';

function write(events: readonly TraceEvent[], masker = UNMASKED): string {
  return [...writeTraceFile(events, { masker, now: 1_700_000_000_000 })].join('');
}

async function read(
  content: string | Uint8Array,
  options: TraceFileOptions = {},
  pieceLength?: number,
): Promise<TraceFile> {
  return (await readAll(readTraceFile(fileOf(content, pieceLength), options))).result;
}

async function refusal(content: string | Uint8Array): Promise<FileError> {
  try {
    await read(content);
  } catch (error) {
    assert.ok(error instanceof FileError, String(error));
    return error;
  }
  assert.fail('the file was read');
}

function recordings(count: number, kind = 'recording'): string[] {
  return Array.from({ length: count }, (_, i) => JSON.stringify({ kind, n: i + 1, time: i, on: true }));
}

describe('the trace file', () => {
  test('gives back every log that it was given, whatever pieces it arrives in', async () => {
    await fc.assert(
      fc.asyncProperty(logs, fc.integer({ min: 1, max: 4_000 }), async (events, pieceLength) => {
        fc.pre(events.length > 0);
        const file = await read(write(events), {}, pieceLength);
        assert.deepEqual(file.events, events);
        assert.equal(file.cut, undefined);
      }),
      { numRuns: 200 },
    );
  });

  test('masks every cookie value of the log, in each place that it occurs in', async () => {
    const secret = 'hT5vQ8nRz2LkW0xYc7Bd3FgJ';
    const log: TraceEvent[] = [
      {
        kind: 'response',
        n: 1,
        time: 1,
        requestId: '1',
        tabId: 1,
        frameId: 0,
        method: 'GET',
        type: 'main_frame',
        storeId: '0',
        url: `http://a.test/;jsessionid=${secret}`,
        status: 302,
        statusLine: '',
        headers: [
          ['set-cookie', `sid=${secret}; HttpOnly`],
          ['location', `/next?sid=${secret}`],
          ['x-echo', secret],
        ],
      },
      {
        kind: 'request',
        n: 2,
        time: 2,
        requestId: '2',
        tabId: 1,
        frameId: 0,
        method: 'GET',
        type: 'image',
        storeId: '0',
        url: `http://a.test/${secret}`,
        topUrl: `http://a.test/?${secret}`,
        initiator: `http://a.test/?${secret}`,
        headers: [['cookie', `sid=${secret}`]],
      },
    ];
    const text = write(log, maskerOfEvents(log));
    assert.ok(!text.includes(secret));
    const file = await read(text);
    assert.equal(file.masked, true);
    const [first, second] = file.events;
    assert.deepEqual(first?.kind === 'response' && first.headers[0], ['set-cookie', 'sid=hT5v...FgJ~1; HttpOnly']);
    assert.deepEqual(second?.kind === 'request' && second.headers, [['cookie', 'sid=hT5v...FgJ~1']]);
  });

  test('keeps the shape of any log when it masks it', async () => {
    await fc.assert(
      fc.asyncProperty(logs, async (events) => {
        fc.pre(events.length > 0);
        const file = await read(write(events, maskerOfEvents(events)));
        assert.deepEqual(
          file.events.map(({ kind, n, time }) => ({ kind, n, time })),
          events.map(({ kind, n, time }) => ({ kind, n, time })),
        );
      }),
    );
  });

  test('says at which line a cut file ends, and gives what came before', async () => {
    const whole = `${HEADER}\n${recordings(811).join('\n')}\n{"kind":"recor`;
    const file = await read(whole);
    assert.equal(file.events.length, 811);
    assert.deepEqual(file.cut, { code: 'cut-in-line', params: { line: 813, events: 811 } });
  });

  test('notices a file that was cut between two lines', async () => {
    const file = await read(`${HEADER}\n${recordings(3).join('\n')}\n`);
    assert.deepEqual(file.cut, { code: 'cut-without-end', params: { events: 3 } });
  });

  test('notices lines that are missing in the middle', async () => {
    const file = await read(`${HEADER}\n${recordings(3).join('\n')}\n{"end":{"events":5}}\n`);
    assert.deepEqual(file.cut, { code: 'lines-missing', params: { events: 3, promised: 5 } });
  });

  test('a file cut at any byte is either refused or known as cut', async () => {
    const whole = new TextEncoder().encode(
      write([
        { kind: 'recording', n: 1, time: 1, on: true },
        { kind: 'navigation', n: 2, time: 2, tabId: 1, url: 'http://é.test/' },
      ]),
    );
    for (let length = 0; length < whole.length - 1; length += 1) {
      const outcome = await read(whole.subarray(0, length)).then(
        (file) => file.cut,
        (error: unknown) => (error instanceof FileError ? error.message : undefined),
      );
      assert.ok(outcome !== undefined, `cut at byte ${length} went unnoticed`);
    }
  });

  test('refuses what is no trace, and says what is wrong and where', async () => {
    const line = '{"kind":"recording","n":2,"time":1,"on":true}\n';
    const bad: readonly (readonly [content: string | Uint8Array, code: string, params: object])[] = [
      ['', 'empty', {}],
      ['hello', 'not-trace', {}],
      ['{"log":{"entries":[]}}', 'not-trace', {}],
      ['null\n', 'not-trace', {}],
      ['{"format":"sidtrail-trace"}\n', 'no-version', {}],
      ['{"format":"sidtrail-trace","version":99}\n', 'newer-version', { version: 99, known: 1 }],
      [`${HEADER}\nnot json\n`, 'line-not-json', { line: 2 }],
      [`${HEADER}\n${line.replace('"time":1', '"time":"now"')}`, 'line-no-event', { line: 2, member: 'time' }],
      [`${HEADER}\n${line}${line}`, 'line-out-of-order', { line: 3 }],
      [`${HEADER}\n{"end":{"events":0}}\n`, 'no-events', {}],
      [Uint8Array.of(...new TextEncoder().encode(`${HEADER}\n`), 0xff, 0x0a), 'line-not-text', { line: 2 }],
    ];
    for (const [content, code, params] of bad) {
      const error = await refusal(content);
      assert.deepEqual([error.code, error.params], [code, params], String(content));
    }
  });

  test('times and numbers that no browser gives are refused where they are read', async () => {
    const line = '{"kind":"navigation","n":1,"time":1,"tabId":1,"url":"http://a.test/"}\n';
    for (const [member, hostile] of [
      ['"time":1', '"time":1e300'],
      ['"time":1', '"time":-5'],
      ['"time":1', '"time":"1"'],
      ['"n":1', '"n":1.5'],
      ['"n":1', '"n":-1'],
      ['"tabId":1', '"tabId":1e999'],
    ] as const) {
      const { code } = await refusal(`${HEADER}\n${line.replace(member, hostile)}`);
      assert.equal(code, 'line-no-event', hostile);
    }
  });

  test('an expiry beyond the end of time is the end of time', async () => {
    const cookie = { ...cookieOf('sid', 'x'), session: false, expirationDate: 1e300 };
    const event = { kind: 'cookie-changed', n: 1, time: 1, cause: 'explicit', removed: false, cookie };
    const file = await read(`${HEADER}\n${JSON.stringify(event)}\n{"end":{"events":1}}\n`);
    const [first] = file.events;
    assert.equal(first?.kind === 'cookie-changed' && first.cookie.expirationDate, 8.64e12);
  });

  test('takes hostile lines as the data that they are', async () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    assert.deepEqual((await refusal(`${HEADER}\n${deep}\n`)).params, { line: 2, member: 'kind' });
    const foreign = '{"kind":"__proto__","n":1,"time":1}\n{"kind":"constructor","n":2}\n{"kind":"recording"}\n';
    assert.deepEqual((await refusal(`${HEADER}\n${foreign}`)).params, { line: 4, member: 'n' });
    const file = await read(
      `${HEADER}\n{"kind":"recording","n":1,"time":1,"on":true,"__proto__":{"polluted":true},"extra":[[[]]]}\n{"end":{"events":1}}\n`,
    );
    assert.deepEqual(file.events, [{ kind: 'recording', n: 1, time: 1, on: true }]);
    assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
  });

  test('passes over kinds of events that a later version of the same format added, and says so', async () => {
    const file = await read(
      `${HEADER}\n${recordings(2, 'teleported').join('\n')}\n{"kind":"recording","n":3,"time":1,"on":true}\n{"end":{"events":3}}\n`,
    );
    assert.equal(file.events.length, 1);
    assert.deepEqual(file.notices, [{ code: 'unknown-kind', params: { kind: 'teleported', count: 2 } }]);
  });

  test('a million events are bounded: the newest stay, and a dropped event stands for the rest', async () => {
    const file = await read(`${HEADER}\n${recordings(1_000_000).join('\n')}\n{"end":{"events":1000000}}\n`, {
      mostEvents: 1_000,
    });
    assert.equal(file.events.length, 1_000);
    assert.deepEqual(file.events[0], { kind: 'dropped', n: 999_001, time: 999_000, through: 999_001, entries: 0 });
    assert.equal(file.events.at(-1)?.n, 1_000_000);
  });

  test('can be cancelled, and says that nothing was changed', async () => {
    const cancel = new AbortController();
    const reader = readTraceFile({
      ...fileOf(write([{ kind: 'recording', n: 1, time: 1, on: true }]), 16),
      signal: cancel.signal,
    });
    await reader.next();
    cancel.abort();
    await assert.rejects(reader.next(), { code: 'cancelled' });
  });

  test('older versions are read through the steps that lead to this one', () => {
    const steps = {
      1: (event: Readonly<Record<string, unknown>>) => ({ ...event, renamed: event['old'] }),
      2: (event: Readonly<Record<string, unknown>>) => (event['kind'] === 'gone' ? null : { ...event, added: true }),
    };
    assert.deepEqual(upgradeEvent({ kind: 'a', old: 5 }, 1, steps, 3), { kind: 'a', old: 5, renamed: 5, added: true });
    assert.deepEqual(upgradeEvent({ kind: 'a' }, 2, steps, 3), { kind: 'a', added: true });
    assert.equal(upgradeEvent({ kind: 'gone' }, 1, steps, 3), null);
    assert.deepEqual(upgradeEvent({ kind: 'gone' }, 3, steps, 3), { kind: 'gone' });
  });
});
