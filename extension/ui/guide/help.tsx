import type { MessageKey } from '../../trace/words/message-key.ts';
import { useWorld } from '../model/world.ts';
import { Brand } from '../parts/brand.tsx';
import { type GlossaryWord, glossary } from '../words/glossary.ts';
import { PageLink } from './page-link.tsx';

const views: readonly (readonly [MessageKey, MessageKey])[] = [
  ['viewRequests', 'helpRequests'],
  ['viewLesson', 'helpLesson'],
  ['viewCookies', 'helpCookies'],
  ['viewFiles', 'helpFiles'],
];

/** The help page: where things are, what cannot be seen, and every word that is explained. */
export function Help() {
  const { text, host } = useWorld();
  const privateWindows = host.browser === 'firefox' ? 'unseenPrivateFirefox' : 'unseenPrivateChrome';
  return (
    <div class="guide">
      <header class="bar">
        <Brand />
      </header>
      <main>
        <h1>{text.say('helpTitle')}</h1>
        <section aria-labelledby="views">
          <h2 id="views">{text.say('helpViews')}</h2>
          <dl class="words">
            {views.map(([view, what]) => (
              <div key={view}>
                <dt>{text.say(view)}</dt>
                <dd>{text.say(what)}</dd>
              </div>
            ))}
          </dl>
          <p>{text.say('helpKeys')}</p>
        </section>
        <section aria-labelledby="unseen">
          <h2 id="unseen">{text.say('helpUnseen')}</h2>
          <ul>
            <li>{text.say('unseenFrames')}</li>
            <li>{text.say('unseenClosed')}</li>
            <li>{text.say(privateWindows)}</li>
          </ul>
        </section>
        <section aria-labelledby="words">
          <h2 id="words">{text.say('helpWords')}</h2>
          <p class="dim">{text.say('helpWordsWhat')}</p>
          <dl class="words">
            {(Object.entries(glossary) as [string, GlossaryWord][]).map(([id, { word, meaning }]) => (
              <div key={id} id={id}>
                <dt>{text.say(word)}</dt>
                <dd>{text.say(meaning)}</dd>
              </div>
            ))}
          </dl>
        </section>
        <section aria-labelledby="more">
          <h2 id="more">{text.say('helpMore')}</h2>
          <p class="actions">
            <PageLink to="sample" label="sampleOpen" look="button" />
            <PageLink to="lesson" label="welcomeLesson" look="button" />
            <PageLink to="settings" label="settings" look="button" />
            <PageLink to="welcome" label="welcomeTitle" look="button" />
          </p>
        </section>
      </main>
    </div>
  );
}
