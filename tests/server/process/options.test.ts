import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { helpText, readCommandLine, UsageError } from '../../../server/cli-options.ts';
import { cookieWarnings } from '../../../server/cookie-warnings.ts';
import { cookieSettings, withDefaults } from '../../../server/options.ts';
import { cookieSetter } from '../../../server/sessions/session-cookie.ts';
import { newSessionId } from '../../../server/sessions/session-id.ts';

const id = newSessionId();

/** The set-cookie-string that a command line leads to, without the id. */
function cookieLine(...args: readonly string[]): string {
  const given = readCommandLine(args);
  if (given === 'help') assert.fail();
  return cookieSetter(cookieSettings(withDefaults(given)))(id).replace(id, '…');
}

function warnings(...args: readonly string[]): string[] {
  const given = readCommandLine(args);
  if (given === 'help') assert.fail();
  return cookieWarnings(cookieSettings(withDefaults(given)));
}

const TLS = ['--tls-cert', 'c.pem', '--tls-key', 'k.pem'];

describe('cookie options', () => {
  for (const [args, line] of [
    [[], 'sid=…; Path=/; HttpOnly; SameSite=Lax'],
    [TLS, '__Host-sid=…; Path=/; Secure; HttpOnly; SameSite=Lax'],
    [[...TLS, '--domain', 'example.test'], 'sid=…; Domain=example.test; Path=/; Secure; HttpOnly; SameSite=Lax'],
    [[...TLS, '--no-secure'], 'sid=…; Path=/; HttpOnly; SameSite=Lax'],
    [['--same-site', 'None', '--secure'], 'sid=…; Path=/; Secure; HttpOnly; SameSite=None'],
    [['--same-site', 'omit'], 'sid=…; Path=/; HttpOnly'],
    [['--persistent', '--absolute-timeout', '2h'], 'sid=…; Path=/; Max-Age=7200; HttpOnly; SameSite=Lax'],
    [['--max-age', '90'], 'sid=…; Path=/; Max-Age=90; HttpOnly; SameSite=Lax'],
    [['--partitioned', '--secure', '--no-http-only'], 'sid=…; Path=/; Secure; SameSite=Lax; Partitioned'],
    [['--cookie-name', '__Host-x', '--secure'], '__Host-x=…; Path=/; Secure; HttpOnly; SameSite=Lax'],
  ] as const) {
    test(`${args.join(' ') || 'none'}: ${line}`, () => assert.equal(cookieLine(...args), line));
  }

  for (const [args, says] of [
    [['--same-site', 'none'], /None without Secure/],
    [['--partitioned'], /Partitioned without Secure/],
    [['--cookie-name', '__Secure-x'], /__Secure- without Secure/],
    [['--cookie-name', '__HOST-x', '--secure', '--path', '/x'], /__Host- needs/],
    [['--cookie-name', '__Http-x', '--secure', '--no-http-only'], /__Http-/],
    [['--domain', 'example.com'], /not that domain/],
    [['--path', '/app'], /--path other than/],
    [['--max-age', '0'], /at once/],
    [['--no-http-only'], /script/],
  ] as const) {
    test(`${args.join(' ')} warns`, () =>
      assert.ok(
        warnings(...args).some((line) => says.test(line)),
        String(warnings(...args)),
      ));
  }

  test('the defaults warn of nothing, with TLS or without', () => {
    assert.deepEqual(
      [...warnings(), ...warnings(...TLS), ...warnings('--same-site', 'none', '--secure', '--partitioned')],
      [],
    );
  });
});

describe('bad options', () => {
  for (const args of [
    ['--prot', '1'],
    ['--port', 'x'],
    ['--port', '-1'],
    ['--port', '65536'],
    ['--port', '3000.5'],
    ['--port', ''],
    ['--port'],
    ['stray'],
    ['--idle-timeout', '0'],
    ['--idle-timeout', '10 minutes'],
    ['--absolute-timeout', '999999d'],
    ['--same-site', 'loose'],
    ['--cookie-name', 'a b'],
    ['--cookie-name', 'a=b'],
    ['--path', '/;x'],
    ['--domain', 'a\nb'],
    ['--secure', '--no-secure'],
    ['--tls-cert', 'c.pem'],
    ['--workers', '0'],
    ['--log-level', 'loud'],
    ['--persistent=yes'],
  ]) {
    test(`${JSON.stringify(args)} is one sentence that names the option`, () => {
      assert.throws(
        () => readCommandLine(args),
        (error) => {
          assert.ok(error instanceof UsageError);
          assert.ok(!error.message.includes('\n') || error.message.includes('--domain'), error.message);
          const flag = args.find((text) => text.startsWith('--'))?.split('=')[0] ?? args[0] ?? '';
          assert.ok(error.message.includes(flag) || flag === '--tls-cert', error.message);
          return true;
        },
      );
    });
  }

  test('durations are read in every unit', () => {
    for (const [text, ms] of [
      ['500ms', 500],
      ['10', 10_000],
      ['10s', 10_000],
      ['2m', 120_000],
      ['1h', 3_600_000],
      ['1d', 86_400_000],
    ] as const) {
      const given = readCommandLine(['--idle-timeout', text]);
      assert.equal(given !== 'help' && given.policy?.idleMs, ms);
    }
  });

  test('--help names every option', () => {
    assert.equal(readCommandLine(['--help']), 'help');
    for (const flag of ['--port', '--store', '--workers', '--idle-timeout', '--tls-key'])
      assert.ok(helpText().includes(flag));
  });
});
