import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { sentVerdictWords } from '../../extension/ui/words/sent-verdict-words.ts';
import { folded } from '../trace/folded.ts';
import { type Reply, Story } from '../trace/story.ts';

const A = 'aaaaAAAA1111bbbbBBBB2222ccccCCCC';

/** A story of which no jar is shown, as in a HAR. */
const file = (origin = 'https://shop.test'): Story => new Story(origin).started();

const sets = (...setCookie: readonly string[]): Reply => ({ setCookie });

describe('a cookie that did not go along', () => {
  const API = 'https://api.test';

  /** What is said of the cookie in the last step. */
  function saidAt(story: Story): readonly string[] {
    const entry = folded(story).entries.at(-1);
    const judged = entry?.retrieval.find(({ sent }) => !sent);
    assert.ok(entry !== undefined && judged !== undefined);
    const { sentences, reasons } = sentVerdictWords(entry, judged);
    return [
      ...sentences.map(({ key }) => key),
      ...reasons.map(({ code, params }) => `${code}${params?.['manifest'] ?? ''}`),
    ];
  }

  function fromElsewhere(credentials: boolean): Story {
    const origin = ['access-control-allow-origin', 'https://front.test'] as const;
    const both = [origin, ['access-control-allow-credentials', 'true']] as const;
    const ask = {
      type: 'xmlhttprequest' as const,
      topUrl: 'https://front.test/',
      initiator: 'https://front.test',
      headers: [
        ['sec-fetch-site', 'cross-site'],
        ['sec-fetch-mode', 'cors'],
        ['origin', 'https://front.test'],
      ] as const,
    };
    return file(API)
      .visits('/login', undefined, { ...sets(`sid=${A}; Path=/; Secure; SameSite=None`), headers: both }, ask)
      .wait(3_000)
      .visits('/me', undefined, { status: 401, headers: credentials ? both : [origin] }, ask);
  }

  test('may be blocked as a third-party cookie, where the answer allows credentials', () => {
    assert.equal(saidAt(fromElsewhere(true))[0], 'likelyCredentialsOrBlocked');
    assert.equal(saidAt(fromElsewhere(false))[0], 'likelyCredentials');
  });

  test('is not explained where the request failed and shows no headers', () => {
    const story = file()
      .visits('/login', undefined, sets(`sid=${A}; Path=/; Secure`))
      .wait(3_000);
    story.visits('/', `sid=${A}`).wait(3_000);
    story.asks('/api', { type: 'xmlhttprequest', headers: [['sec-fetch-mode', 'cors']] }).fails('net::ERR_FAILED');
    assert.deepEqual(saidAt(story), ['notSentFailed']);
  });

  test('is the link’s matter where the request is for a manifest, and the script’s elsewhere', () => {
    const story = (type: 'web_manifest' | 'xmlhttprequest'): Story =>
      file()
        .visits('/login', undefined, sets(`sid=${A}; Path=/; Secure`))
        .wait(3_000)
        .visits('/', `sid=${A}`)
        .wait(3_000)
        .visits('/x.json', undefined, { status: 401 }, { type, headers: [['sec-fetch-mode', 'cors']] });
    assert.deepEqual(saidAt(story('web_manifest')), ['likelyCredentials', 'credentials-omitted1']);
    assert.deepEqual(saidAt(story('xmlhttprequest')), ['likelyCredentials', 'credentials-omitted']);
  });
});
