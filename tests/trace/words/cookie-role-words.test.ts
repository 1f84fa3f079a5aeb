import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { valueFormat } from '../../../extension/cookies/value-format.ts';
import { VALUE_RULES } from '../../../extension/cookies/value-rules/scan-value.ts';
import { knownCookie } from '../../../extension/trace/model/recognise.ts';
import { knownCookiePhrases } from '../../../extension/trace/words/cookie-role-words.ts';
import { plain } from '../../../extension/trace/words/phrase.ts';
import { valueFormatPhrase } from '../../../extension/trace/words/value-format-words.ts';
import { english } from '../../ui/words.ts';

const said = (name: string, value = ''): string => {
  const known = knownCookie(name, value);
  assert.ok(known, name);
  return knownCookiePhrases(known)
    .map((phrase) => plain(english, phrase))
    .join(' ');
};

describe('what is said of a cookie by its name', () => {
  for (const [name, sentence] of [
    ['sessionid', 'Its name is one that Django gives its session cookie.'],
    ['CF_Authorization', 'Its name is one that Cloudflare Access gives the cookie that proves a sign-in.'],
    ['sAccessToken', 'Its name is one that SuperTokens gives its access token.'],
    ['portal_session', 'Its name is known as that of a session cookie.'],
    ['refresh_token', 'Its name is known as that of a refresh token, which fetches new access tokens.'],
    ['AWSALB', 'Says which of several servers answers; no session. The name belongs to AWS load balancing.'],
    ['lang', 'Remembers a preference; no session.'],
    // X sets it, and so do others.
    ['guest_id', 'An analytics cookie; no session.'],
  ] as const) {
    test(name, () => assert.equal(said(name), sentence));
  }

  test('names no product for a name that only looks like the product’s', () => {
    for (const name of ['shib_idp_session', 'ory_kratos_session', 'my_shop_session']) {
      assert.doesNotMatch(said(name, 'q8ZtLw3NcVb6XmKj1HgFd5SaPo9Iu2Yt'), /Laravel/);
    }
  });
});

test('every format of a value has its sentence', () => {
  for (const rule of VALUE_RULES) {
    assert.match(plain(english, valueFormatPhrase(rule)), /^The value looks like .+\.$/, rule.format);
  }
  const flask = valueFormat('eyJ2aXNpdHMiOjMsInVzZXIiOiJhbm4ifQ.awOfMQ.qItHIO_I-w-zRK6KefQOAMTu_qA');
  assert.equal(plain(english, valueFormatPhrase(flask)), 'The value looks like a cookie that Flask signed.');
});
