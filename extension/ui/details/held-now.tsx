import { identityKey } from '../../cookies/cookie-identity.ts';
import type { Thread } from '../../trace/session.ts';
import { useInspector } from '../inspector-context.ts';
import { heldBy, sessionOfCookie } from '../model/jar-model.ts';
import { Chip } from '../parts/chip.tsx';
import { Foreign } from '../parts/foreign.tsx';
import { DeleteButtons, HeldCookie } from '../parts/held-cookie.tsx';
import { Say } from '../parts/say.tsx';
import { code, phrase } from '../words/phrase.ts';

/** The session cookie as the browser holds it now, with the buttons that delete it. */
export function HeldNow({ thread }: { readonly thread: Thread }) {
  const { text } = useInspector();
  return (
    <section>
      <h3>{text.say('heldNow')}</h3>
      <HeldCookies thread={thread} />
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
          tabId={tab.tabId.value}
          bare={held.length === 1}
        />
      ))}
    </>
  );
}

/** The foot of the details: the one cookie that the thread has now, and its buttons, always in sight. */
export function HeldFoot({ thread }: { readonly thread: Thread }) {
  const { jar, actions, tab } = useInspector();
  const [cookie, ...others] = heldBy(thread, jar.cookies.value ?? []);
  if (cookie === undefined || others.length > 0) return null;
  const session = sessionOfCookie(thread.sessions, cookie);
  return (
    <footer class="details-foot">
      <span class="mono wrap">
        <Foreign text={cookie.name} /> {session !== undefined && <Chip session={session} />}
      </span>
      <DeleteButtons cookie={cookie} actions={actions} tabId={tab.tabId.value} />
    </footer>
  );
}
