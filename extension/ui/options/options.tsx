import { useState } from 'preact/hooks';
import { useWorld } from '../model/world.ts';
import { Brand } from '../parts/brand.tsx';
import { ErrorBoundary } from '../parts/error-boundary.tsx';
import { Foreign } from '../parts/foreign.tsx';
import { LanguageChoice, languageChoiceId } from '../parts/language-choice.tsx';
import { type Forgotten, ForgottenSite } from './forgotten-site.tsx';
import { LimitForm } from './limit-form.tsx';
import type { SettingsHost } from './settings-host.ts';
import { SiteCard } from './site-card.tsx';
import type { WatchedModel } from './watched-model.ts';

interface OptionsProps {
  readonly settings: SettingsHost;
  readonly model: WatchedModel;
}

/** The options page: watched sites with their settings, and the limit of entries. */
export function Options({ settings, model }: OptionsProps) {
  const { text } = useWorld();
  return (
    <div class="options">
      <header class="bar">
        <Brand />
      </header>
      <main>
        <h1>{text.say('optionsTitle')}</h1>
        <section aria-labelledby="watched">
          <h2 id="watched" tabIndex={-1}>
            {text.say('optionsWatched')}
          </h2>
          <p class="dim">{text.say('optionsWatchedWhat')}</p>
          <ErrorBoundary of={model.now.value}>
            <Watched model={model} />
          </ErrorBoundary>
        </section>
        <section aria-labelledby="language">
          <h2 id="language">{text.say('languageLabel')}</h2>
          <label class="language" for={languageChoiceId}>
            <span class="dim">{text.say('languageWhat')}</span>
            <LanguageChoice />
          </label>
        </section>
        <section aria-labelledby="kept">
          <h2 id="kept">{text.say('optionsKept')}</h2>
          <ErrorBoundary>
            <LimitForm settings={settings} />
          </ErrorBoundary>
          <p class="dim">{text.say('optionsPrivate')}</p>
        </section>
      </main>
    </div>
  );
}

function Watched({ model }: { readonly model: WatchedModel }) {
  const { text, host } = useWorld();
  const [forgotten, setForgotten] = useState<Forgotten | undefined>(undefined);
  const now = model.now.value;
  if (model.error.value !== '') {
    return (
      <p role="alert" class="bad">
        <Foreign text={model.error.value} />
      </p>
    );
  }
  if (now === undefined) return null;
  const { watched, settings } = now;
  const isGone = watched.sites.every(({ site }) => site !== forgotten?.watched.site);
  return (
    <>
      {forgotten !== undefined && isGone && (
        <ForgottenSite
          key={forgotten.watched.site}
          forgotten={forgotten}
          onBack={() => {
            setForgotten(undefined);
            document.getElementById('watched')?.focus();
          }}
        />
      )}
      {watched.everySite && <p class="warn">{text.say('optionsEverySite')}</p>}
      {watched.sites.length === 0 && <p class="warn">{text.say('optionsNoSite')}</p>}
      <ul class="plain sites">
        {watched.sites.map((site) => (
          <ErrorBoundary key={site.site} of={settings}>
            <SiteCard
              watched={site}
              settings={settings.sites[site.site] ?? {}}
              onForgotten={(had) => setForgotten({ watched: site, settings: had })}
            />
          </ErrorBoundary>
        ))}
      </ul>
      <h3>{text.say('optionsUnseen')}</h3>
      <ul class="unseen-list dim">
        {!watched.privateWindows && (
          <li>{text.say(host.browser === 'firefox' ? 'unseenPrivateFirefox' : 'unseenPrivateChrome')}</li>
        )}
        <li>{text.say('unseenClosed')}</li>
        <li>{text.say('unseenFrames')}</li>
      </ul>
    </>
  );
}
