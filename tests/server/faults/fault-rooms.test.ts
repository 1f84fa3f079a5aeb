import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { FAULTS, type FaultId } from '../../../server/faults/fault.ts';
import { type Answer, ask, Visitor } from '../support/browserish.ts';
import { withCompanion } from '../support/with-companion.ts';

describe('the room of six faults', () => {
  const companion = withCompanion();
  const origin = (): string => `http://127.0.0.1:${new URL(companion.url).port}`;
  const set = (id: FaultId, chosen: string): Promise<Answer> =>
    new Visitor(origin()).send('POST', `/faults/${id}/switch`, { switch: chosen });
  const signedIn = async (id: FaultId): Promise<Visitor> => {
    const visitor = new Visitor(origin());
    await visitor.send('GET', `/faults/${id}`);
    await visitor.send('POST', `/faults/${id}/login`);
    return visitor;
  };
  const statuses = async (visitor: Visitor, id: FaultId, times: number): Promise<number[]> => {
    const found: number[] = [];
    for (let visit = 0; visit < times; visit++) found.push((await visitor.send('GET', `/faults/${id}`)).status);
    return found;
  };

  test('lists six symptoms, at a host where the counter’s cookie does not go', async () => {
    const away = await ask(`${companion.url}faults`, { headers: { accept: 'text/html' } });
    assert.deepEqual([away.status, away.headers.location], [302, `${origin()}/faults`]);
    const { body } = await ask(`${origin()}/faults`, { headers: { accept: 'text/html' } });
    for (const { symptom, id } of FAULTS)
      assert.ok(body.includes(`href="${origin()}/faults/${id}">${symptom}</a>`), id);
    const page = await ask(`${companion.url}faults/deploy`);
    assert.equal(page.headers.location, `${origin()}/faults/deploy`);
  });

  test('every page offers all six switches, and has a cookie for the room alone', async () => {
    for (const { id } of FAULTS) {
      const { body, setCookies } = await ask(`${origin()}/faults/${id}`, { headers: { accept: 'text/html' } });
      for (const { fix } of FAULTS) assert.ok(body.includes(fix), `${id}: ${fix}`);
      for (const line of setCookies) assert.match(line, /^fault_sid=[\w-]{43}; Path=\/faults; HttpOnly/);
    }
  });

  test('its sessions are not the counter’s', async () => {
    const counter = new Visitor(companion.url);
    assert.equal((await counter.visit()).count, 1);
    const visitor = await signedIn('deploy');
    const [, value = ''] = (visitor.cookie ?? '').split('=');
    await visitor.send('POST', '/faults/deploy/deploy');
    const asCounter = await ask(companion.url, { headers: { cookie: `sid=${value}`, accept: 'application/json' } });
    assert.equal((JSON.parse(asCounter.body) as { action: string }).action, 'replaced');
    const { cookie = '' } = counter;
    const asRoom = await ask(`${origin()}/faults/deploy`, {
      headers: { cookie: cookie.replace('sid=', 'fault_sid=') },
    });
    assert.equal(asRoom.status, 401);
    assert.equal((await counter.visit()).count, 2);
  });

  test('HEAD and what is asked for in advance are no visits, and move no server on', async () => {
    await set('reload', 'none');
    const visitor = await signedIn('reload');
    const prefetch = { headers: { 'sec-purpose': 'prefetch;prerender' } };
    const countOf = ({ headers }: Answer): string | undefined => String(headers['session-count']);
    assert.equal(countOf(await visitor.send('GET', '/faults/reload')), '1');
    assert.equal((await visitor.send('GET', '/faults/reload', undefined, prefetch)).status, 503);
    assert.equal((await visitor.send('HEAD', '/faults/reload')).status, 401);
    assert.deepEqual(await statuses(visitor, 'reload', 2), [401, 200]);
    assert.equal(countOf(await visitor.send('HEAD', '/faults/stranger')), 'undefined');
    assert.deepEqual((await new Visitor(origin()).send('HEAD', '/faults/stranger')).setCookies, []);
    assert.equal((await new Visitor(origin()).send('GET', '/faults/stranger')).setCookies.length, 1);
  });

  test('a new version forgets the sessions until they are kept in a database', async () => {
    for (const [chosen, status] of [
      ['none', 401],
      ['deploy', 200],
    ] as const) {
      await set('deploy', chosen);
      const visitor = await signedIn('deploy');
      assert.deepEqual(await statuses(visitor, 'deploy', 1), [200]);
      await visitor.send('POST', '/faults/deploy/deploy');
      assert.deepEqual(await statuses(visitor, 'deploy', 1), [status]);
    }
  });

  test('two servers take turns, and the second one believes no cookie of the first until they share a secret', async () => {
    await set('reload', 'none');
    assert.deepEqual(await statuses(await signedIn('reload'), 'reload', 4), [200, 401, 200, 401]);
    await set('reload', 'reload');
    assert.deepEqual(await statuses(await signedIn('reload'), 'reload', 4), [200, 200, 200, 200]);
  });

  test('a sign-out clears another Path and leaves the session alive until both are fixed', async () => {
    await set('goodbye', 'none');
    const out = async (): Promise<[string | undefined, number]> => {
      const visitor = await signedIn('goodbye');
      const { cookie = '' } = visitor;
      const { setCookies } = await visitor.send('POST', '/faults/goodbye/logout');
      return [setCookies[0], (await ask(`${origin()}/faults/goodbye`, { headers: { cookie } })).status];
    };
    assert.deepEqual(await out(), ['fault_sid=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax', 200]);
    await set('goodbye', 'goodbye');
    assert.deepEqual(await out(), ['fault_sid=; Path=/faults; Max-Age=0; HttpOnly; SameSite=Lax', 401]);
  });

  test('the payment service’s POST comes in from another site, and finds a session only where one was sent', async () => {
    await set('payment', 'payment');
    const from = { origin: `http://localhost:${companion.labPort}`, 'sec-fetch-site': 'cross-site' };
    const visitor = await signedIn('payment');
    const paid = await visitor.send('POST', '/faults/payment/paid', {}, { headers: from });
    assert.equal(paid.status, 200);
    const without = await ask(`${origin()}/faults/payment/paid`, { method: 'POST', headers: from });
    assert.equal(without.status, 400);
    const answer = await visitor.send('POST', '/faults/payment/login', {}, { headers: from });
    assert.equal(answer.status, 403, 'the rest of the room is guarded against other sites');
  });

  test('its cookie goes to other sites only with its switch', async () => {
    const line = async (chosen: string): Promise<string | undefined> => {
      await set('payment', chosen);
      return (await new Visitor(origin()).send('POST', '/faults/payment/login')).setCookies[0];
    };
    assert.match((await line('none')) ?? '', /; SameSite=Lax$/);
    assert.match((await line('payment')) ?? '', /; SameSite=None; Secure$/);
  });

  test('what a stranger noted before the sign-in opens the account until the id changes there', async () => {
    const seen = async (): Promise<[boolean, boolean]> => {
      const visitor = new Visitor(origin());
      await visitor.send('GET', '/faults/stranger');
      const { cookie } = visitor;
      await visitor.send('POST', '/faults/stranger/login');
      const { body } = await visitor.send('GET', '/faults/stranger', undefined, { headers: { accept: 'text/html' } });
      return [visitor.cookie === cookie, body.includes('opens: <span class="bad">Signed in as Ada.</span>')];
    };
    await set('stranger', 'none');
    assert.deepEqual(await seen(), [true, true]);
    await set('stranger', 'stranger');
    assert.deepEqual(await seen(), [false, false]);
  });

  test('of two renewals at once the second ends the session, until the old id is forgiven for a moment', async () => {
    const race = async (): Promise<[number[], number]> => {
      const visitor = await signedIn('tabs');
      const { cookie = '' } = visitor;
      const renew = () => ask(`${origin()}/faults/tabs/renew`, { method: 'POST', headers: { cookie } });
      const answers = await Promise.all([renew(), renew()]);
      const [pair = ''] = answers.flatMap(({ setCookies }) => setCookies).map((line) => line.split(';')[0]);
      const after = await ask(`${origin()}/faults/tabs`, { headers: { cookie: pair } });
      return [answers.map(({ status }) => status).sort(), after.status];
    };
    await set('tabs', 'none');
    assert.deepEqual(await race(), [[200, 401], 401]);
    await set('tabs', 'tabs');
    assert.deepEqual(await race(), [[200, 200], 200]);
  });

  test('a renewal that nothing crosses is answered all the same', async () => {
    await set('tabs', 'none');
    const visitor = await signedIn('tabs');
    assert.equal((await visitor.send('POST', '/faults/tabs/renew')).status, 200);
    assert.deepEqual(await statuses(visitor, 'tabs', 1), [200]);
  });

  test('the session of one fault ends where another begins', async () => {
    await set('deploy', 'none');
    await set('reload', 'none');
    const visitor = await signedIn('deploy');
    const { cookie = '' } = visitor;
    const there = await visitor.send('GET', '/faults/reload');
    assert.deepEqual(
      [there.status, there.setCookies],
      [200, ['fault_sid=; Path=/faults; Max-Age=0; HttpOnly; SameSite=Lax']],
    );
    assert.equal((await ask(`${origin()}/faults/deploy`, { headers: { cookie } })).status, 401);
  });

  test('a switch that is none is refused', async () => {
    assert.equal((await set('tabs', 'constructor')).status, 400);
  });
});
