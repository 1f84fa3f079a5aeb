import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import type { Express } from 'express';
import {
  type CountingServer,
  RUNTIMES,
  type Runtime,
  skipWithout,
  startDjango,
  startExpress,
  startFastApi,
  startFlask,
  startGo,
  startLaravel,
  startPhp,
  startRails,
} from './counting-server.ts';

const page = readFileSync(path.join(import.meta.dirname, '../../docs/any-server.md'), 'utf8');

/** The lines that the page gives for a server. */
function linesFor(name: string): string {
  const block = new RegExp(`<!-- run: ${name} -->\\n\`\`\`\\w+\\n(.*?)\`\`\``, 's').exec(page)?.[1];
  assert.ok(block !== undefined, `docs/any-server.md has no lines to run for ${name}.`);
  return block;
}

interface DocumentedServer {
  readonly runtime?: Runtime;
  /** Starts a counting server with the page's lines in it; it may use the folder. */
  readonly start: (lines: string, folder: string) => Promise<CountingServer>;
}

const write = (folder: string, file: string, text: string): string => {
  const place = path.join(folder, file);
  writeFileSync(place, text);
  return place;
};

const flaskApp = readFileSync(path.join(import.meta.dirname, 'fixtures/flask/app.py'), 'utf8');

const SERVERS: Readonly<Record<string, DocumentedServer>> = {
  django: {
    runtime: RUNTIMES.django,
    start: (lines, folder) => {
      write(folder, 'session_count.py', lines);
      return startDjango({ modules: [folder], env: { EXTRA_MIDDLEWARE: 'session_count.SessionCount' } });
    },
  },
  flask: {
    runtime: RUNTIMES.flask,
    start: (lines, folder) => {
      write(folder, 'app.py', `${flaskApp}\n\n${lines}`);
      return startFlask({ modules: [folder] });
    },
  },
  fastapi: {
    runtime: RUNTIMES.fastapi,
    start: (lines, folder) => {
      const before = [
        'from fastapi import FastAPI, Request',
        'from fastapi.responses import PlainTextResponse',
        'from starlette.middleware.sessions import SessionMiddleware',
        'app = FastAPI()',
        'secret_key = "only-for-tests"',
        '@app.get("/", response_class=PlainTextResponse)',
        'def index(request: Request):',
        '    request.session["visits"] = request.session.get("visits", 0) + 1',
        '    return f"Visit count: {request.session[\'visits\']}"',
      ];
      write(folder, 'main.py', `${before.join('\n')}\n\n${lines}`);
      return startFastApi(folder);
    },
  },
  express: {
    start: (lines) => startExpress((app: Express) => new Function('app', lines)(app)),
  },
  php: {
    runtime: RUNTIMES.php,
    start: (lines, folder) => {
      write(folder, 'index.php', `<?php\n${lines}\necho 'Visit count: ', $_SESSION['visits'];\n`);
      return startPhp(folder);
    },
  },
  laravel: {
    runtime: RUNTIMES.laravel,
    start: (lines, folder) => {
      write(folder, 'SessionCount.php', `<?php\n${lines}`);
      return startLaravel(folder);
    },
  },
  rails: {
    runtime: RUNTIMES.rails,
    start: (lines, folder) => startRails(write(folder, 'application_controller.rb', lines)),
  },
  go: {
    runtime: RUNTIMES.go,
    start: (lines, folder) => {
      mkdirSync(folder, { recursive: true });
      const before = [
        'package main',
        'import ("fmt"; "net"; "net/http"; "strconv"; "github.com/gorilla/sessions")',
        'var store = sessions.NewCookieStore([]byte("only-for-tests"))',
        'func main() {',
        '\tlistener, err := net.Listen("tcp", "127.0.0.1:0")',
        '\tif err != nil { panic(err) }',
        '\tfmt.Printf("listening on %d\\n", listener.Addr().(*net.TCPAddr).Port)',
        '\thttp.HandleFunc("/", index)',
        '\tpanic(http.Serve(listener, nil))',
        '}',
      ];
      return startGo(write(folder, 'main.go', `${before.join('\n')}\n\n${lines}`));
    },
  },
};

/** Visits three times with the cookie that came last, as a browser would. */
async function threeCounts(url: string): Promise<(string | null)[]> {
  const counts: (string | null)[] = [];
  let cookie = '';
  for (let visit = 1; visit <= 3; visit++) {
    const response = await fetch(url, { headers: cookie === '' ? {} : { cookie } });
    assert.equal(await response.text(), `Visit count: ${visit}`);
    counts.push(response.headers.get('session-count'));
    const set = response.headers.getSetCookie().map((line) => line.split(';', 1)[0]);
    if (set.length > 0) cookie = set.join('; ');
  }
  return counts;
}

for (const [name, { runtime, start }] of Object.entries(SERVERS)) {
  const skip = runtime === undefined ? false : skipWithout(runtime);
  test(`the lines that the docs give for ${name} add Session-Count`, { skip }, async () => {
    const folder = mkdtempSync(path.join(tmpdir(), `sidtrail-docs-${name}-`));
    const server = await start(linesFor(name), folder);
    try {
      assert.deepEqual(await threeCounts(server.url), ['1', '2', '3']);
    } finally {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  });
}

test('every server that the docs name is either run here or marked as not run', () => {
  for (const section of page.split('\n### ').slice(1)) {
    const runs = section.includes('<!-- run: ');
    assert.equal(runs, section.includes('*Run*'), section.slice(0, 40));
    assert.equal(!runs, section.includes('*Not run.*'), section.slice(0, 40));
  }
  for (const [, name = ''] of page.matchAll(/<!-- run: (\w+) -->/g)) assert.ok(Object.hasOwn(SERVERS, name), name);
});
