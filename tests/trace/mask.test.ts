import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { createMasker } from '../../extension/trace/files/mask.ts';
import { maskHeader } from '../../extension/trace/files/trace-file/mask-event.ts';

const ID = 'hT5vQ8nRz2LkW0xYc7Bd3FgJ';
const OTHER = 'hT5vQ8nRz2LkW0xYc7BdAAgJ';

test('of a device-bound session’s headers the path alone is told', () => {
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

  test('hides each cookie of a Cookie header and keeps its names and white space', () => {
    assert.equal(createMasker().cookieHeader(`sid=${ID}; theme=dark;x; y=`), 'sid=hT5v...FgJ~1; theme=...~2;...~3; y=');
  });

  test('keeps the attributes of a Set-Cookie line', () => {
    assert.equal(createMasker().setCookie(`sid=${ID}; Path=/; HttpOnly`), 'sid=hT5v...FgJ~1; Path=/; HttpOnly');
  });

  test('hides an id in a URL, percent-encoded or not, and leaves the host alone', () => {
    const masker = createMasker({ values: ['s:hT5vQ8nRz2LkW0xY.c7Bd3FgJ/+', 'example1.test'] });
    const mask = masker.value('s:hT5vQ8nRz2LkW0xY.c7Bd3FgJ/+');
    assert.equal(
      masker.url(`https://example1.test/a?back=${encodeURIComponent('s:hT5vQ8nRz2LkW0xY.c7Bd3FgJ/+')}#x`),
      `https://example1.test/a?back=${mask}#x`,
    );
  });

  test('hides a password in a URL and parameters that carry secrets by their names', () => {
    const url = createMasker().url(
      'https://me:pw@a.test/cb;jsessionid=AB12?code=xyz&page=2&access_token=qqq#id_token=zzz',
    );
    assert.equal(url, 'https://...@a.test/cb;jsessionid=...~1?code=...~2&page=2&access_token=...~3#id_token=...~4');
  });

  test('a signed value shows the mask of the id inside it', () => {
    const masker = createMasker({ ids: [ID] });
    assert.match(masker.value(`s:${ID}.c2lnbmF0dXJl`), /^\.\.\.hT5v\.\.\.FgJ~1\.\.\.~2$/);
  });

  test('does not touch everyday words and numbers outside of cookies', () => {
    const masker = createMasker({ values: ['localhost', 'production', '12345678', 'dark'] });
    const url = 'http://localhost:3000/production?n=12345678&theme=dark';
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

  test('masks thousands of secrets in megabytes of text without comparing each with each', () => {
    const secrets = Array.from({ length: 20_000 }, (_, i) => `secret-value-number-${i}-of-many`);
    const masker = createMasker({ values: secrets });
    const text = `${'x'.repeat(200)} ${secrets[19_999]} `.repeat(5_000);
    assert.ok(!masker.text(text).includes('secret-value'));
  });
});
