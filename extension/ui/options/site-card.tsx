import { useState } from 'preact/hooks';
import {
  type HeaderProblem,
  headerProblem,
  type SiteChange,
  type SiteSettings,
} from '../../protocol/settings/settings.ts';
import { chosenPatterns } from '../../protocol/settings/site-patterns.ts';
import type { WatchedSite } from '../../protocol/site-commands.ts';
import { DEFAULT_COUNT_PATTERNS } from '../../trace/count-pattern/default-patterns.ts';
import { whyFailed } from '../../trace/model/why-failed.ts';
import type { MessageKey } from '../../trace/words/message-key.ts';
import { plain } from '../../trace/words/phrase.ts';
import type { Text } from '../../trace/words/text.ts';
import { whyNotPhrase } from '../../trace/words/why-not-words.ts';
import { useWorld } from '../model/world.ts';
import { Foreign } from '../parts/foreign.tsx';
import { Field } from './field.tsx';
import { createListChanges } from './list-changes.ts';
import { PatternList } from './pattern-list.tsx';
import { PatternTester } from './pattern-tester.tsx';

interface SiteCardProps {
  readonly watched: WatchedSite;
  readonly settings: SiteSettings;
  readonly onForgotten: (had: SiteSettings) => void;
}

/** Names separated by commas. A cookie name has no control characters, semicolon or equals sign (RFC 6265bis). */
function namesIn(typed: string): string[] {
  return typed
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

const headerWords: Readonly<Record<HeaderProblem, MessageKey>> = {
  'no-header-name': 'headerNoName',
  'carries-something-else': 'headerCarriesElse',
};

function whyNoHeader(typed: string, text: Text): string | undefined {
  const problem = typed === '' ? undefined : headerProblem(typed);
  return problem && text.say(headerWords[problem], typed);
}

/** One watched site: on or off, its session cookie, its count sources, and a button to forget it. */
export function SiteCard({ watched, settings, onForgotten }: SiteCardProps) {
  const { text, host } = useWorld();
  const { site } = watched;
  const [failed, setFailed] = useState('');
  const fail = (reason: unknown): void => setFailed(whyFailed(reason));
  const send = (part: SiteChange): Promise<void> =>
    host.send('change-site', { site, change: part }).then(() => setFailed(''));
  const change = (part: SiteChange): void => {
    send(part).catch(fail);
  };
  const forget = ({ detail }: MouseEvent): void => {
    // A second click would meet the next site, which moves into this place.
    if (detail > 1) return;
    host.send('forget-site', { site }).then((done) => {
      setFailed(done.ok ? '' : plain(text, whyNotPhrase(done.why)));
      if (!done.ok) return;
      document.getElementById('watched')?.focus();
      onForgotten(done.had ?? {});
    }, fail);
  };
  const patterns = chosenPatterns(settings) ?? DEFAULT_COUNT_PATTERNS;
  const [changes] = useState(() =>
    createListChanges(patterns, (next) => send({ countPatterns: next === DEFAULT_COUNT_PATTERNS ? null : next })),
  );
  changes.see(patterns);
  const reads = settings.readText !== false;
  const on = settings.on !== false;
  return (
    <li class="card site">
      <div class="site-head">
        <h3>
          <Foreign text={site} />
        </h3>
        <label class="check">
          <input
            type="checkbox"
            aria-label={text.say('siteRecordWhat', site)}
            checked={on}
            onChange={() => change({ on: on ? false : null })}
          />
          {text.say('siteRecord')}
        </label>
        {watched.fixed ? (
          <span class="dim">{text.say('siteFixed')}</span>
        ) : (
          <button type="button" class="small danger" aria-label={text.say('siteForgetWhat', site)} onClick={forget}>
            {text.say('siteForget')}
          </button>
        )}
      </div>
      {failed !== '' && (
        <p role="alert" class="bad">
          <Foreign text={failed} />
        </p>
      )}
      <details>
        <summary>{text.say('siteMore')}</summary>
        <div class="site-more">
          <Field
            label={text.say('optionCookie')}
            what={text.say('optionCookieWhat')}
            placeholder={text.say('choiceAuto')}
            value={(settings.sessionCookies ?? []).join(', ')}
            why={(typed) => (/[=;\p{Cc}]/u.test(typed) ? text.say('optionCookieBad') : undefined)}
            onSave={(typed) => change({ sessionCookies: typed === '' ? null : namesIn(typed) })}
          />
          <Field
            label={text.say('optionHeader')}
            what={text.say('optionHeaderWhat')}
            placeholder="Session-Count"
            value={settings.countHeader ?? ''}
            why={(typed) => whyNoHeader(typed, text)}
            onSave={(typed) => change({ countHeader: typed === '' ? null : typed.toLowerCase() })}
          />
          <label class="check">
            <input
              type="checkbox"
              checked={reads}
              onChange={() => change({ readText: reads ? false : null })}
              aria-describedby={`reads-${site}`}
            />
            {text.say('optionReadText')}
          </label>
          <p id={`reads-${site}`} class="dim">
            {text.say(host.browser === 'firefox' ? 'optionReadTextFirefox' : 'optionReadTextChrome')}
          </p>
          {reads && (
            <>
              <PatternList
                patterns={patterns}
                areDefault={settings.countPatterns === undefined}
                onChange={(make) => {
                  changes.change(make).catch(fail);
                }}
              />
              <PatternTester site={site} patterns={patterns} />
            </>
          )}
          <p class="dim">
            {text.say('sitePatterns')}{' '}
            {watched.patterns.map((pattern) => (
              <code key={pattern} class="pattern">
                <Foreign text={pattern} />
              </code>
            ))}
          </p>
        </div>
      </details>
    </li>
  );
}
