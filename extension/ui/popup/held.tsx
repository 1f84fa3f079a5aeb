import { identityKey } from '../../cookies/cookie-identity.ts';
import { code, phrase } from '../../trace/words/phrase.ts';
import { heldBy, sessionOfCookie } from '../model/jar-model.ts';
import { ExpiryFact, Fact } from '../parts/fact.tsx';
import { Foreign } from '../parts/foreign.tsx';
import { HeldCookie } from '../parts/held-cookie.tsx';
import { Say } from '../parts/say.tsx';
import type { PopupModel } from './popup-model.ts';

/** The followed cookie as the browser holds it now, with the two delete buttons. */
export function Held({ model }: { readonly model: PopupModel }) {
  const { text, jar, summary, actions, tab } = model;
  const followed = summary.value?.cookie;
  if (followed === undefined) return null;
  if (jar.error.value !== undefined) {
    return (
      <p class="warn">
        <Say phrase={phrase('jarUnread', code(jar.error.value))} />
      </p>
    );
  }
  const cookies = jar.cookies.value;
  if (cookies === undefined) return null;
  const held = heldBy(followed, cookies);
  return (
    <section>
      <h2>{text.say('heldNow')}</h2>
      {held.length === 0 && (
        <p class="dim">
          <Say phrase={phrase('heldNone', code(followed.name))} />
        </p>
      )}
      {held.map((cookie) => (
        <HeldCookie
          key={identityKey(cookie)}
          cookie={cookie}
          session={sessionOfCookie(summary.value?.sessions ?? [], cookie)}
          actions={actions}
          tabId={tab.tabId.value}
          facts={
            <>
              <Fact label="factDomain">
                <Foreign text={cookie.domain} />
              </Fact>
              <Fact label="factPath">
                <Foreign text={cookie.path} />
              </Fact>
              <ExpiryFact cookie={cookie} />
            </>
          }
        />
      ))}
    </section>
  );
}
