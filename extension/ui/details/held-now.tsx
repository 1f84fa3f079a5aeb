import { identityKey } from '../../cookies/cookie-identity.ts';
import type { Thread } from '../../trace/model/session.ts';
import { code, phrase } from '../../trace/words/phrase.ts';
import { useInspector } from '../model/inspector-context.ts';
import { heldBy, sessionOfCookie } from '../model/jar-model.ts';
import { HeldCookie } from '../parts/held-cookie.tsx';
import { Say } from '../parts/say.tsx';
import { CookieFacts } from './cookie-facts.tsx';
import { EditButton } from './edit-button.tsx';

/** The session cookie as the browser holds it now, with the buttons that delete it. */
export function HeldNow({ thread }: { readonly thread: Thread }) {
  const { text, files } = useInspector();
  return (
    <section>
      <h3>{text.say('heldNow')}</h3>
      {files.opened.value === undefined ? (
        <HeldCookies thread={thread} />
      ) : (
        <p class="dim">{text.say('heldNotInFile')}</p>
      )}
    </section>
  );
}

function HeldCookies({ thread }: { readonly thread: Thread }) {
  const { jar, text, actions, tab } = useInspector();
  const cookies = jar.cookies.value;
  if (jar.error.value !== undefined) {
    return (
      <p class="warn">
        <Say phrase={phrase('jarUnread', code(jar.error.value))} />
      </p>
    );
  }
  if (cookies === undefined) return <p class="dim">{text.say('jarReading')}</p>;
  const held = heldBy(thread, cookies);
  if (held.length === 0) {
    return (
      <p class="dim">
        <Say phrase={phrase('heldNone', code(thread.name))} />
      </p>
    );
  }
  return (
    <>
      {held.length > 1 && <p class="warn">{text.plural('heldSeveral', held.length)}</p>}
      {held.map((cookie) => (
        <HeldCookie
          key={identityKey(cookie)}
          cookie={cookie}
          session={sessionOfCookie(thread.sessions, cookie)}
          actions={actions}
          facts={<CookieFacts cookie={cookie} />}
          tabId={tab.tabId.value}
          bare={held.length === 1}
          more={<EditButton cookie={cookie} />}
        />
      ))}
    </>
  );
}
