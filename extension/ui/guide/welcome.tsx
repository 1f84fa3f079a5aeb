import type { MessageKey } from '../../trace/words/message-key.ts';
import type { Host } from '../model/host.ts';
import { useWorld } from '../model/world.ts';
import { Brand } from '../parts/brand.tsx';
import { PageLink } from './page-link.tsx';
import { BornPicture, CountedPicture, EndedPicture, PinPicture } from './pictures.tsx';

const steps = [
  { Picture: BornPicture, title: 'welcomeBorn', what: 'welcomeBornWhat' },
  { Picture: CountedPicture, title: 'welcomeCounted', what: 'welcomeCountedWhat' },
  { Picture: EndedPicture, title: 'welcomeEnded', what: 'welcomeEndedWhat' },
] as const;

const pinning: Readonly<Record<Host['browser'], MessageKey>> = {
  chrome: 'welcomePinChrome',
  firefox: 'welcomePinFirefox',
};

/** The page that opens at the installation: what Sidtrail does, its button, its permission, and what to try first. */
export function Welcome() {
  const { text, host } = useWorld();
  return (
    <div class="guide">
      <header class="bar">
        <Brand />
      </header>
      <main>
        <h1>{text.say('welcomeLead')}</h1>
        <ol class="plain pictures">
          {steps.map(({ Picture, title, what }) => (
            <li key={title}>
              <Picture />
              <h2>{text.say(title)}</h2>
              <p>{text.say(what)}</p>
            </li>
          ))}
        </ol>
        <section class="try" aria-labelledby="try">
          <h2 id="try">{text.say('welcomeTry')}</h2>
          <p>{text.say('welcomeTryWhat')}</p>
          <p class="actions">
            <PageLink to="sample" label="sampleOpen" look="primary" />
            <PageLink to="lesson" label="welcomeLesson" look="button" />
          </p>
        </section>
        <div class="two">
          <section aria-labelledby="pin">
            <h2 id="pin">{text.say('welcomePin')}</h2>
            <PinPicture />
            <p>{text.say(pinning[host.browser])}</p>
          </section>
          <section aria-labelledby="permission">
            <h2 id="permission">{text.say('welcomePermission')}</h2>
            <p>{text.say('welcomePermissionWhat')}</p>
            <p>{text.say('welcomePermissionMore')}</p>
            <p>
              <PageLink to="settings" label="settings" />
            </p>
          </section>
        </div>
        <p class="dim">
          {text.say('welcomeAgain')} <PageLink to="help" label="help" />
        </p>
      </main>
    </div>
  );
}
