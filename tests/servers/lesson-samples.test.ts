import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import express from 'express';
import session from 'express-session';
import type { Sample, SampleId } from '../../extension/trace/lesson/samples/sample.ts';
import { samples } from '../../extension/trace/lesson/samples/samples.ts';
import { startCompanionProcess } from '../../scripts/companion-process.ts';
import {
  type CountingServer,
  RUNTIMES,
  type Runtime,
  skipWithout,
  startDjango,
  startFastApi,
  startFlask,
  startListening,
  startPhp,
} from './counting-server.ts';

interface SampleServer {
  readonly runtime?: Runtime;
  /** Starts a server that runs the sample as the lesson shows it; it may use the folder. */
  readonly start: (code: string, folder: string) => Promise<Pick<CountingServer, 'url' | 'stop'>>;
}

const write = (folder: string, file: string, ...parts: readonly string[]): void =>
  writeFileSync(path.join(folder, file), parts.join('\n'));

const SERVERS: Readonly<Record<SampleId, SampleServer>> = {
  django: {
    runtime: RUNTIMES.django,
    start: (code, folder) => {
      write(folder, 'views.py', code);
      return startDjango({ modules: [folder] });
    },
  },
  express: {
    start: (code) => {
      const app = express();
      new Function('app', 'session', 'secret', code)(app, session, 'only-for-tests');
      return startListening(app);
    },
  },
  flask: {
    runtime: RUNTIMES.flask,
    start: (code, folder) => {
      const before = ['from flask import Flask, session', 'app = Flask(__name__)', 'app.secret_key = "only-for-tests"'];
      write(folder, 'app.py', ...before, code);
      return startFlask({ modules: [folder] });
    },
  },
  php: {
    runtime: RUNTIMES.php,
    start: (code, folder) => {
      write(folder, 'index.php', code);
      return startPhp(folder);
    },
  },
  fastapi: {
    runtime: RUNTIMES.fastapi,
    start: (code, folder) => {
      const before = [
        'from fastapi import FastAPI, Request',
        'from fastapi.responses import PlainTextResponse',
        'from starlette.middleware.sessions import SessionMiddleware',
        'app = FastAPI()',
        'secret_key = "only-for-tests"',
      ];
      write(folder, 'main.py', ...before, code);
      return startFastApi(folder);
    },
  },
  // Its lines are held to its own files by another test: here the server itself runs.
  companion: {
    start: () => startCompanionProcess(['--port', '0', '--store', 'memory']),
  },
};

/** The Set-Cookie lines of two visits, the second with the cookie of the first, and their texts. */
async function twoVisits(url: string): Promise<{ readonly text: string; readonly set: number }[]> {
  const seen: { text: string; set: number }[] = [];
  let cookie = '';
  for (let visit = 1; visit <= 2; visit++) {
    const headers = { accept: 'text/plain', ...(cookie !== '' && { cookie }) };
    const response = await fetch(url, { headers });
    const lines = response.headers.getSetCookie();
    cookie = lines[0]?.split(';', 1)[0] ?? cookie;
    seen.push({ text: (await response.text()).trim(), set: lines.length });
  }
  return seen;
}

/** What the notes beside the samples say: whose cookie comes again with each counted visit. */
const setsEachTime: ReadonlySet<SampleId> = new Set(['django', 'flask', 'fastapi']);

for (const [id, { runtime, start }] of Object.entries(SERVERS) as [SampleId, SampleServer][]) {
  const skip = runtime === undefined ? false : skipWithout(runtime);
  test(`the lesson’s code for ${samples[id].label} counts a stranger as 1, and the same visitor as 2`, {
    skip,
  }, async () => {
    const folder = mkdtempSync(path.join(tmpdir(), `sidtrail-sample-${id}-`));
    const server = await start(codeOf(samples[id]), folder);
    try {
      assert.deepEqual(await twoVisits(server.url), [
        { text: 'Visit count: 1', set: 1 },
        { text: 'Visit count: 2', set: setsEachTime.has(id) ? 1 : 0 },
      ]);
      assert.deepEqual((await twoVisits(server.url))[0]?.text, 'Visit count: 1', 'another visitor is a stranger');
    } finally {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  });
}

/** The code of a sample as the text of a file, without the words between. */
function codeOf(sample: Sample): string {
  return sample.lines.flatMap((line) => ('code' in line ? [line.code] : [])).join('\n');
}
