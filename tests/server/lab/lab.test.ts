import assert from 'node:assert/strict';
import { createConnection } from 'node:net';
import { describe, test } from 'node:test';
import { EXAMPLES } from '../../../server/lab/lab-examples.ts';
import { PLACES } from '../../../server/lab/lab-places.ts';
import { LabTokens } from '../../../server/lab/lab-token.ts';
import { type Answer, ask } from '../support/browserish.ts';
import { RawConnection, visitBytes } from '../support/raw-connection.ts';
import { until } from '../support/until.ts';
import { withCompanion } from '../support/with-companion.ts';

describe('the cookie lab', () => {
  const companion = withCompanion();
  const token = async (): Promise<string> => {
    const { body } = await ask(`${companion.url}lab`, { headers: { accept: 'text/html' } });
    return /data-token="([^"]+)"/.exec(body)?.[1] ?? '';
  };
  const send = async (route: string, parameters: Record<string, string>, origin?: string): Promise<Answer> => {
    const query = new URLSearchParams({ token: await token(), ...parameters });
    return ask(`${companion.url}lab/${route}?${query}`, { headers: { ...(origin === undefined ? {} : { origin }) } });
  };

  for (const route of ['fetch', 'frame', 'redirect', 'away']) {
    test(`/lab/${route} sets exactly the line that was composed`, async () => {
      const line = 'lab=1; Path=/lab; SameSite=Strict; max-age=5';
      assert.deepEqual((await send(route, { line })).setCookies, [line]);
    });

    test(`/lab/${route} sets nothing for anyone but the lab's own pages`, async () => {
      for (const forged of [
        '',
        'x',
        '99999999999999.x',
        `${Date.now() + 1_000}.${'A'.repeat(43)}`,
        `1.a.${'é'.repeat(43)}`,
      ]) {
        const answer = await send(route, { line: 'lab=1', token: forged });
        assert.deepEqual([answer.status, answer.setCookies.length], [403, 0]);
        assert.match(answer.body, /open \/lab/);
      }
    });
  }

  test('control characters reach the wire, so that browsers can be seen to refuse them; line breaks never do', async () => {
    const withControl = await rawFetch(companion.url, await token(), 'lab=a\x01b\x7f');
    assert.ok(withControl.includes('Set-Cookie: lab=a\x01b\x7f\r\n'));
    const split = await rawFetch(companion.url, await token(), 'lab=1\r\nX-Split: yes\r\n\r\nbody\0');
    assert.ok(split.includes('Set-Cookie: lab=1X-Split: yesbody\r\n'), split);
    const splitAndControl = await rawFetch(companion.url, await token(), 'lab=\x02\r\nX-Split: yes');
    assert.ok(splitAndControl.includes('Set-Cookie: lab=\x02X-Split: yes\r\n'), splitAndControl);
  });

  test('text beyond ASCII is sent as UTF-8', async () => {
    const answer = await send('fetch', { line: 'lab=é😀' });
    assert.equal(Buffer.from(answer.setCookies[0] ?? '', 'latin1').toString(), 'lab=é😀');
  });

  test('a page may use its own token alone, and a page that is not the lab’s has none', async () => {
    const home = companion.url.replace(/\/$/, '');
    const own = await token();
    const fetchWith = (origin: string | undefined, used = own): Promise<Answer> => {
      const headers = origin === undefined ? {} : { origin };
      return ask(`${companion.url}lab/fetch?${new URLSearchParams({ token: used, line: 'lab=1' })}`, { headers });
    };
    assert.equal((await fetchWith(home)).status, 200);
    for (const origin of [`http://127.0.0.1:${companion.labPort}`, 'http://evil.example', 'null']) {
      const answer = await fetchWith(origin);
      assert.deepEqual([answer.status, answer.setCookies], [403, []], origin);
    }
    const { body } = await ask(`${companion.url}lab`, { headers: { accept: 'text/html', host: 'x.localhost' } });
    const foreign = /data-token="([^"]+)"/.exec(body)?.[1] ?? '';
    assert.notEqual(foreign, '');
    assert.equal((await fetchWith(undefined, foreign)).status, 403);
  });

  test('a visit that is sent before a raw reply on the same connection is answered before it', async () => {
    const { port, host } = new URL(companion.url);
    const query = new URLSearchParams({ token: await token(), line: 'lab=\x01' });
    const client = await RawConnection.open(Number(port));
    client.send(`${visitBytes(undefined)}GET /lab/fetch?${query} HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
    await until(() => client.ended);
    client.close();
    assert.deepEqual([client.statuses, client.counts], [[200, 200], [1]]);
    assert.ok(client.received.includes('Set-Cookie: lab=\x01\r\n'));
  });

  test('HEAD is answered without a body, whatever the line holds', async () => {
    const { port, host } = new URL(companion.url);
    for (const line of ['lab=1', 'lab=\x01']) {
      const query = new URLSearchParams({ token: await token(), line });
      const client = await RawConnection.open(Number(port));
      client.send(`HEAD /lab/fetch?${query} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
      await until(() => client.ended);
      client.close();
      assert.deepEqual(client.statuses, [200]);
      assert.ok(client.received.includes(`Set-Cookie: ${line}\r\n`));
      assert.match(client.received, /^Content-Length: [1-9]/m);
      assert.ok(client.received.endsWith('\r\n\r\n'), client.received);
    }
  });

  test('only the lab’s own origins may read an answer with credentials', async () => {
    const own = companion.url.replace(/\/$/, '');
    const answer = await send('fetch', {}, own);
    assert.equal(answer.headers['access-control-allow-origin'], own);
    assert.equal(answer.headers['access-control-allow-credentials'], 'true');
    for (const origin of ['https://evil.example', 'null', 'http://localhost:1', 'http://127.0.0.1.evil.example']) {
      assert.equal((await send('fetch', {}, origin)).headers['access-control-allow-origin'], undefined, origin);
    }
  });

  test('only the lab’s own pages may frame it, and the lab itself cannot be framed', async () => {
    const frame = String((await send('frame', {})).headers['content-security-policy']);
    assert.ok(frame.includes(`frame-ancestors http://localhost:${new URL(companion.url).port}`), frame);
    assert.ok(!frame.includes('*'));
    const { headers } = await ask(`${companion.url}lab`, { headers: { accept: 'text/html' } });
    assert.match(String(headers['content-security-policy']), /frame-ancestors 'none'/);
  });

  test('a redirect leads to the lab, never to where the request says', async () => {
    const home = `${companion.url}lab`;
    assert.ok((await send('redirect', { line: 'a=1' })).headers.location?.startsWith(`${home}/landed?token=`));
    assert.equal((await send('redirect', { look: 'cross-frame' })).headers.location, `${home}?look=cross-frame`);
    for (const look of ['https://evil.example', '//evil.example', 'constructor']) {
      assert.ok((await send('redirect', { look })).headers.location?.startsWith(`${home}/landed?`), look);
    }
  });

  test('what a browser sent is shown as text', async () => {
    const query = new URLSearchParams({ token: await token() });
    const answer = await ask(`${companion.url}lab/frame?${query}`, {
      headers: { cookie: 'a=<script>alert(1)</script>' },
    });
    assert.ok(!answer.body.includes('<script>alert'));
    assert.ok(answer.body.includes('&lt;script&gt;alert(1)'));
  });

  test('the second port serves the lab as well', async () => {
    const query = new URLSearchParams({ token: await token(), line: 'lab=2' });
    const answer = await ask(`http://127.0.0.1:${companion.labPort}/lab/fetch?${query}`);
    assert.deepEqual(answer.setCookies, ['lab=2']);
  });

  test('clearing asks the browser to drop the cookies of this host', async () => {
    const answer = await ask(`${companion.url}lab/clear`, { method: 'POST' });
    assert.equal(answer.headers['clear-site-data'], '"cookies"');
  });

  test('every example names places that there are', () => {
    for (const { examples } of EXAMPLES) {
      for (const { title, from, lookFrom = from } of examples) {
        assert.ok(Object.hasOwn(PLACES, from) && Object.hasOwn(PLACES, lookFrom), title);
      }
    }
  });
});

test('a lab token is good for an hour, for its own origin, and only under its own secret', () => {
  let now = 1_000_000;
  const tokens = new LabTokens('secret', () => now);
  const token = tokens.issue('http://localhost:3000');
  assert.equal(tokens.originOf(token), 'http://localhost:3000');
  assert.equal(new LabTokens('other', () => now).originOf(token), undefined);
  assert.equal(tokens.originOf(token.replace(/^\d/, '9')), undefined);
  const [until = '', , signature = ''] = token.split('.');
  const elsewhere = Buffer.from('http://evil.example:3000').toString('base64url');
  assert.equal(tokens.originOf(`${until}.${elsewhere}.${signature}`), undefined);
  now += 3_600_001;
  assert.equal(tokens.originOf(token), undefined);
});

/** The answer's bytes, which Node's own client would refuse to read. */
async function rawFetch(url: string, token: string, line: string): Promise<string> {
  const { port, host } = new URL(url);
  const query = new URLSearchParams({ token, line });
  return new Promise((resolve, reject) => {
    const socket = createConnection(Number(port), '127.0.0.1', () =>
      socket.write(`GET /lab/fetch?${query} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`),
    );
    let answer = '';
    socket.setEncoding('latin1');
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(answer));
  });
}
