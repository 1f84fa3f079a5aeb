import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { createMasker } from '../../extension/trace/files/mask.ts';
import { maskHeader } from '../../extension/trace/files/trace-file/mask-event.ts';

const ID = 'hT5vQ8nRz2LkW0xYc7Bd3FgJ';
const OTHER = 'hT5vQ8nRz2LkW0xYc7BdAAgJ';

test('of a device-bound session’s headers only the path is kept', () => {
  const masker = createMasker();
  const registration = '(ES256);path="/start";challenge="challenge-1";authorization="secret-code"';
  assert.equal(
    maskHeader(masker, ['secure-session-registration', registration])[1],
    '(ES256);path="/start";challenge="...~1";authorization="...~2"',
  );
  assert.doesNotMatch(maskHeader(masker, ['sec-secure-session-id', '"session-1"'])[1], /session-1/);
});

describe('masking', () => {
  test('shows the first four and the last three characters of a long value, and a label', () => {
    assert.equal(createMasker().value(ID), 'hT5v...FgJ~1');
  });

  test('shows no character of a short value', () => {
    assert.equal(createMasker().value('admin'), '...~1');
  });

  test('gives one value the same mask everywhere, and two values that look alike two masks', () => {
    const masker = createMasker();
    assert.equal(masker.value(ID), masker.value(ID));
    assert.notEqual(masker.value(ID), masker.value(OTHER));
  });

  test('hides the cookies of a Cookie header and keeps its names, white space, short words and small numbers', () => {
    assert.equal(
      createMasker().cookieHeader(`sid=${ID}; theme=dark;x9k2; y=; page=12; token=dark`),
      'sid=hT5v...FgJ~1; theme=dark;...~2; y=; page=12; token=...~3',
    );
  });

  test('keeps the attributes of a Set-Cookie line', () => {
    assert.equal(createMasker().setCookie(`sid=${ID}; Path=/; HttpOnly`), 'sid=hT5v...FgJ~1; Path=/; HttpOnly');
  });

  test('keeps the names of cookies, and hides of them what is random in each sign-in', () => {
    const masker = createMasker();
    for (const name of [
      ...[
        'nonce',
        'nonce_login',
        'oidc_nonce_v2',
        'user_preferences_version',
        'thisisaverylongcookiename',
        'XSRF-TOKEN',
      ],
      // A hash of the site, by which the product is known.
      'wordpress_logged_in_5f4dcc3b5aa765d61d8327deb882cf99',
    ]) {
      assert.equal(masker.name(name), name);
    }
    assert.match(masker.name('nonce_a8f3k2l9q0z7x5c1'), /^nonce_+-1-random$/);
    assert.match(masker.name('oidc_state_9f86d081884c7d659f86d081884c7d65'), /^oidc_state_9f86_+d65-2-hex-32$/);
    assert.match(masker.name(`auth.nonce.${ID}`), /^auth\.nonce\.hT5v_+FgJ-\d$/);
  });

  test('hides an id in a URL, percent-encoded or not, and leaves the host alone', () => {
    const masker = createMasker({ values: ['s:hT5vQ8nRz2LkW0xY.c7Bd3FgJ/+', 'example1.test'] });
    const mask = masker.value('s:hT5vQ8nRz2LkW0xY.c7Bd3FgJ/+');
    assert.equal(
      masker.url(`https://example1.test/a?back=${encodeURIComponent('s:hT5vQ8nRz2LkW0xY.c7Bd3FgJ/+')}#x`),
      `https://example1.test/a?back=${mask}#x`,
    );
  });

  test('hides a password in a URL, and short words in parameters that carry secrets by their names', () => {
    const url = createMasker().url(
      'https://me:pw@a.test/cb;jsessionid=AB12?code=xyz&page=2&access_token=qqq#id_token=zzz',
    );
    assert.equal(url, 'https://...~1@a.test/cb;jsessionid=...~2?code=...~3&page=2&access_token=...~4#id_token=...~5');
  });

  test('takes a URL inside of a URL apart, however often it was encoded', () => {
    const inner = 'https://b.test/cb?code=4711abc&page=2#token=xyz';
    for (const wrap of [
      (text: string) => encodeURIComponent(text),
      (text: string) => encodeURIComponent(encodeURIComponent(text)),
      (text: string) => encodeURIComponent(encodeURIComponent(encodeURIComponent(text))),
    ]) {
      assert.equal(
        createMasker().url(`https://a.test/login?next=${wrap(inner)}`),
        `https://a.test/login?next=${wrap('https://b.test/cb?code=...~1&page=2#token=...~2')}`,
      );
    }
  });

  test('what is encoded too deep to be taken apart is hidden whole', () => {
    let deep = 'https://b.test/?code=4711abc';
    for (let level = 0; level < 20; level += 1) deep = encodeURIComponent(deep);
    assert.equal(createMasker().url(`/?next=${deep}`).includes('4711abc'), false);
    assert.ok(createMasker().url(`/?next=${deep}`).length < 5_000);
  });

  test('a signed value shows the mask of the id inside it', () => {
    const masker = createMasker({ ids: [ID] });
    assert.match(masker.value(`s:${ID}.c2lnbmF0dXJl`), /^\.\.\.hT5v\.\.\.FgJ~1\.\.\.~2$/);
  });

  test('a value, its quotes, its encodings and its other letters have one label', () => {
    const masker = createMasker({ values: ['k3Fz/Qm1x+8sVb2TnL'] });
    for (const text of [
      'k3Fz/Qm1x+8sVb2TnL',
      'k3Fz%2FQm1x%2B8sVb2TnL',
      'k3Fz%2fQm1x%2b8sVb2TnL',
      'k3Fz%252FQm1x%252B8sVb2TnL',
      '%6b3Fz%2fQm1x+8sVb2TnL',
      String.raw`k3Fz\/Qm1x\u002b8sVb2TnL`,
      'k3Fz&#47;Qm1x&#x2B;8sVb2TnL',
    ]) {
      assert.match(masker.text(`said ${text} again`), /^said k3Fz\.\.\.TnL~1 again$/, text);
    }
    assert.match(masker.cookieHeader('sid="k3Fz/Qm1x+8sVb2TnL"'), /^sid="k3Fz\.\.\.TnL~1"$/);
  });

  test('the word of a flag and a deletion stay, whatever the cookie is', () => {
    for (const line of ['sid=deleted; Max-Age=0', 'sid=; Path=/', 'sid=""; Path=/', 'logged_in=true'])
      assert.equal(createMasker().setCookie(line), line);
  });

  test('lines that were joined or cut on the way stay so', () => {
    assert.equal(
      createMasker().setCookie('a=x9k2; Path=/, sid=y8m3; HttpOnly'),
      'a=...~1; Path=/, sid=...~2; HttpOnly',
    );
    const cut = '21 Oct 2026 07:28:00 GMT; Path=/';
    assert.equal(createMasker().setCookie(cut), cut);
  });

  test('what is as large as a large cookie stays as large', () => {
    const value = ID.repeat(200);
    assert.equal(createMasker().setCookie(`sid=${value}`).length, `sid=${value}`.length);
  });

  test('everyday words and small numbers stay, also where a cookie has one as its value', () => {
    const masker = createMasker({ values: ['localhost', 'dark'] });
    const url = 'http://localhost:3000/production/v2/orders-2026?n=12&theme=dark&lang=en-US&q=two+words#top';
    assert.equal(masker.url(url), url);
  });

  test('no known secret of 20 characters or more survives in any text', () => {
    const secret = fc.string({ unit: fc.constantFrom(...'abcXYZ0123456789-_.~%+/='), minLength: 20, maxLength: 60 });
    fc.assert(
      fc.property(
        fc.array(secret, { minLength: 1, maxLength: 8 }),
        fc.array(fc.string(), { maxLength: 9 }),
        (secrets, gaps) => {
          const masker = createMasker({ values: secrets });
          const text = secrets.map((value, i) => (gaps[i] ?? '') + value).join('|');
          const masked = masker.text(text);
          for (const value of secrets) assert.ok(!masked.includes(value), `${value} is still in ${masked}`);
        },
      ),
    );
  });

  test('a secret is found behind text that joins its first word', () => {
    for (const [value, text] of [
      ['%4a-12-/35/aa+432/aaa', 'A%4a-12-/35/aa+432/aaa'],
      ['1~aaaa_=694.18-*.a', '01~aaaa_=694.18-*.a'],
      ['%4a/a.=~~+++=/214.a/.60', 'A%4a/a.=~~+++=/214.a/.60'],
    ] as const) {
      assert.ok(
        !createMasker({ values: [value] })
          .text(text)
          .includes(value),
        text,
      );
    }
  });

  test('masks thousands of secrets in megabytes of text without comparing each with each', () => {
    const secrets = Array.from({ length: 20_000 }, (_, i) => `secret-value-number-${i}-of-many`);
    const masker = createMasker({ values: secrets });
    const text = `${'x'.repeat(200)} ${secrets[19_999]} `.repeat(5_000);
    assert.ok(!masker.text(text).includes('secret-value'));
  });
});

test('an id beside its session’s number shows its ends only where nobody can guess the rest', () => {
  const masker = createMasker();
  assert.equal(masker.shortId(ID), 'hT5v…FgJ');
  assert.equal(masker.shortId('correct-horse-battery'), '••••••');
  assert.equal(masker.shortId(masker.value(ID)), masker.value(ID));
});
