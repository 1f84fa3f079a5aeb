import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createFold } from '../../extension/trace/fold/fold.ts';
import { endPhrase } from '../../extension/trace/summary/end-words.ts';
import { code, phrase, pieces, plain } from '../../extension/trace/words/phrase.ts';
import { masked, shortId } from '../../extension/trace/words/short-id.ts';
import { createText } from '../../extension/trace/words/text.ts';
import { attributeLines } from '../../extension/ui/words/attribute-words.ts';
import { visiblePieces } from '../../extension/ui/words/visible-text.ts';
import { lessonStory } from '../trace/story.ts';
import { english, message } from './words.ts';

describe('foreign text', () => {
  test('is shown unchanged when all characters are visible', () => {
    assert.deepEqual(visiblePieces('<b>שלום</b> 👩‍'.slice(0, 11)), [{ kind: 'text', text: '<b>שלום</b>' }]);
    assert.deepEqual(visiblePieces(''), []);
  });

  test('names control and direction characters', () => {
    assert.deepEqual(visiblePieces('a\u202eb\u0000\n'), [
      { kind: 'text', text: 'a' },
      { kind: 'named', text: 'U+202E' },
      { kind: 'text', text: 'b' },
      { kind: 'named', text: 'U+0000' },
      { kind: 'named', text: '↵' },
    ]);
  });

  test('names a lone surrogate, and keeps an emoji', () => {
    assert.deepEqual(visiblePieces('😀\ud800'), [
      { kind: 'text', text: '😀' },
      { kind: 'named', text: 'U+D800' },
    ]);
  });
});

describe('a secret', () => {
  test('shows its ends when it is long', () => {
    assert.equal(shortId('k3FzQm1x8sVb2TnLwYd7RcEo'), 'k3Fz…cEo');
    assert.equal(masked('k3FzQm1x8sVb2TnLwYd7RcEo'), 'k3Fz…cEo');
  });

  test('is only dots when its ends would reveal it', () => {
    assert.equal(masked('dark'), '••••••');
    assert.equal(masked('hunter2hunter2'), '••••••');
    assert.equal(masked(''), '');
  });
});

describe('a phrase', () => {
  test('keeps foreign text separate from its own words', () => {
    assert.deepEqual(pieces(english, phrase('noticeRestored', code('$1 <b>'))), [
      code('$1 <b>'),
      ' is back as it was.',
    ]);
  });

  test('follows the order of the language', () => {
    const backwards = createText((key, ...substitutions) => message(key, ...substitutions.toReversed()), 'en');
    const said = phrase('sayNotSent', code('a'));
    assert.equal(plain(backwards, said), plain(english, said));
    assert.equal(plain(backwards, phrase('verdictDeleted')), message('verdictDeleted'));
  });
});

describe('numbers and times', () => {
  test('are written in the user’s language', () => {
    const german = createText((key, ...substitutions) => message(key, ...substitutions), 'de');
    assert.equal(english.number(100_000), '100,000');
    assert.equal(german.number(100_000), '100.000');
  });

  test('a span has its two largest units', () => {
    assert.equal(english.span(29 * 60_000 + 41_900), '29 min 41 sec');
    assert.equal(english.span(86_400_000 * 400), '400 days');
    assert.equal(english.span(3_600_000 + 59_000), '1 hr');
    assert.equal(english.span(999), '0 sec');
    assert.equal(english.span(-5), '0 sec');
  });

  test('a count uses the plural form of the language, or the common form if that is missing', () => {
    assert.equal(english.plural('visits', 1), '1 visit');
    assert.equal(english.plural('visits', 2), '2 visits');
    const polish = createText(
      (key, ...substitutions) => (key.endsWith('_few') ? '' : message(key, ...substitutions)),
      'pl',
    );
    assert.equal(polish.plural('visits', 3), '3 visits');
  });
});

/** The explanation of each attribute of a line, missing ones too. */
function attributesOf(line: string, browser: 'chrome' | 'firefox' = 'chrome'): Record<string, string> {
  const fold = createFold();
  const story = lessonStory();
  const response = story.events.findIndex((event) => event.kind === 'response');
  const [before, reply] = [story.events.slice(0, response), story.events[response]];
  assert.ok(reply?.kind === 'response');
  fold.apply([...before, { ...reply, headers: [['set-cookie', line]] }]);
  const setCookie = fold.trace.entries[0]?.setCookies[0];
  assert.ok(setCookie);
  const { parsed, identity, predicted } = setCookie;
  const lines = attributeLines({
    parsed,
    browser,
    hostOnly: identity.hostOnly,
    isDomainRefused: predicted.reasons.some(({ code }) => code.startsWith('domain-')),
    now: reply.time,
  });
  return Object.fromEntries(
    lines.map(({ label, present, said }) => [present ? label : `no ${label}`, plain(english, said)]),
  );
}

describe('the attributes of a Set-Cookie line', () => {
  test('are explained in one sentence each, missing ones too', () => {
    assert.deepEqual(attributesOf('sid=abc; Path=/; HttpOnly; SameSite=Lax'), {
      'Path=/': 'Sent to every path of this host.',
      HttpOnly: 'Scripts of the page can neither read nor change it.',
      'SameSite=Lax': 'Not sent from other sites, except when a link to this site is followed.',
      'no Domain': 'Host-only: subdomains do not get it.',
      'no Expires':
        'Neither Expires nor Max-Age: gone when the browser closes, unless it restores its tabs at the next start.',
      'no Secure': 'Sent over plain HTTP too, where others on the way can read it.',
    });
  });

  test('say if one is unknown, repeated or unreadable', () => {
    const said = attributesOf('sid=abc; Shiny=yes; Path=/a; Path=/b; Max-Age=abc; SameSite=maybe');
    assert.equal(said['Shiny=yes'], 'Not an attribute that browsers know: ignored.');
    assert.equal(said['Path=/a'], 'Not used: the same attribute comes again later in the line.');
    assert.equal(said['Path=/b'], 'Sent only to /b and the paths below it.');
    assert.equal(said['Max-Age=abc'], 'Not a whole number of seconds: ignored.');
    assert.equal(said['SameSite=maybe'], 'Not Strict, Lax or None: read as if it were not there.');
  });

  test('say that localhost has no subdomains to share with, whatever Domain says', () => {
    const said = attributesOf('sid=abc; Domain=localhost');
    assert.equal(said['Domain=localhost'], 'Sent to localhost alone: the browser makes it host-only.');
  });

  test('say of a Domain for which the line is refused that it is none, and not where the cookie goes', () => {
    const said = attributesOf('sid=abc; Domain=http://localhost:8080');
    const refused = 'No domain that this host may set a cookie for: the line is refused.';
    assert.equal(said['Domain=http://localhost:8080'], refused);
  });

  test('say how long the cookie lives, and that a time in the past deletes it', () => {
    assert.equal(attributesOf('sid=abc; Max-Age=90')['Max-Age=90'], 'Ends 1 min 30 sec after it was set.');
    assert.equal(
      attributesOf('sid=; Max-Age=0')['Max-Age=0'],
      'A time in the past: no cookie is kept, and the one that is there is deleted.',
    );
    const both = attributesOf('sid=abc; Expires=Wed, 21 Oct 2099 07:28:00 GMT; Max-Age=90');
    assert.equal(both['Expires=Wed, 21 Oct 2099 07:28:00 GMT'], 'Not used: Max-Age counts before Expires.');
  });

  test('of a deleting line explain only what identifies the cookie', () => {
    assert.deepEqual(Object.keys(attributesOf('sid=; Max-Age=0')), ['Max-Age=0', 'no Domain', 'no Path']);
  });

  test('differ by browser where browsers differ', () => {
    assert.match(attributesOf('sid=abc')['no SameSite'] ?? '', /Treated as Lax/u);
    assert.match(attributesOf('sid=abc', 'firefox')['no SameSite'] ?? '', /No limit/u);
  });
});

describe('the row between two sessions', () => {
  test('says how the session ended and what replaced it', () => {
    const fold = createFold();
    fold.apply(lessonStory().events);
    const ends = fold.trace.rows.filter((row) => row.kind === 'end');
    assert.deepEqual(
      ends.map((row) => plain(english, endPhrase(row.session, row.end))),
      [
        'Session 1 (k3Fz…9Qw) ended in this browser: you deleted its cookie.',
        'Session 2 (p9Qa…x1c) goes on as session 3 (m7Lt…0aB): the server gave it a new id.',
      ],
    );
  });
});
