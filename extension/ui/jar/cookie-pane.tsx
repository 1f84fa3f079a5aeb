import { identityKey } from '../../cookies/cookie-identity.ts';
import { draftOf } from '../../trace/jar/cookie-draft.ts';
import { identityOf } from '../../trace/jar/jar-edit.ts';
import type { JarRow } from '../../trace/jar/jar-rows.ts';
import { code, phrase } from '../../trace/words/phrase.ts';
import { useWorld } from '../model/world.ts';
import { Chip } from '../parts/chip.tsx';
import { Icon } from '../parts/icon.tsx';
import { Say } from '../parts/say.tsx';
import { SecretButtons, SecretText, useReveal } from '../parts/secret.tsx';
import { CookieForm } from './cookie-form.tsx';
import { CookieShadows } from './cookie-shadows.tsx';
import { CookieTrace } from './cookie-trace.tsx';
import { CookieVerdict } from './cookie-verdict.tsx';
import { sayOutcome } from './form-words.ts';
import { useJarEditor } from './jar-editor-context.ts';

/** One cookie: its value, its verdict for the URL, its history in the trace, and the form to edit it. */
export function CookiePane({ cookieKey }: { readonly cookieKey: string }) {
  const { text } = useWorld();
  const jarEditor = useJarEditor();
  const row = jarEditor.rows.value?.find(({ key }) => key === cookieKey);
  const reveal = useReveal(row !== undefined && jarEditor.isHarmless(row));
  if (row === undefined) {
    return <p class="dim">{text.say(jarEditor.rows.value === undefined ? 'jarReading' : 'jarGoneWhat')}</p>;
  }
  const { cookie } = row;
  const session = jarEditor.sessionOf(row);
  return (
    <>
      <div class="card">
        <div class="pair">
          <span class="mono wrap">
            {session !== undefined && !reveal.revealed ? (
              <Chip session={session} />
            ) : (
              <SecretText value={cookie.value} revealed={reveal.revealed} />
            )}
          </span>
          <SecretButtons name={cookie.name} value={cookie.value} reveal={reveal} />
        </div>
        <Actions row={row} />
        <PutBack cookieKey={cookieKey} />
      </div>
      <CookieVerdict row={row} />
      <CookieShadows row={row} />
      <section>
        <h3>{text.say('jarEdit')}</h3>
        <CookieForm
          draft={draftOf(cookie)}
          original={cookie}
          veiled={!reveal.revealed}
          onStored={(stored) => {
            jarEditor.pane.value = { kind: 'cookie', key: stored };
          }}
        />
        <Outcomes cookieKey={cookieKey} />
      </section>
      <CookieTrace row={row} />
    </>
  );
}

function Actions({ row: { cookie, isProtected } }: { readonly row: JarRow }) {
  const { text } = useWorld();
  const jarEditor = useJarEditor();
  const remove = (): void => {
    void jarEditor.change('delete', [{ kind: 'delete', identity: identityOf(cookie) }], () =>
      phrase('noticeDeleted', code(cookie.name), code(cookie.domain), code(cookie.path)),
    );
  };
  return (
    <div class="actions">
      <button type="button" class="danger" disabled={jarEditor.busy.value} onClick={remove}>
        {text.say('jarDelete')}
      </button>
      <button
        type="button"
        aria-pressed={isProtected}
        title={text.say('jarProtectWhat')}
        onClick={() => void jarEditor.protect(cookie, !isProtected)}
      >
        <Icon name="lock" /> {text.say(isProtected ? 'jarUnprotect' : 'jarProtect')}
      </button>
    </div>
  );
}

/** How often protection restored the cookie, and whether it gave up. */
function PutBack({ cookieKey }: { readonly cookieKey: string }) {
  const { text } = useWorld();
  const { memory } = useJarEditor();
  const item = memory.value.protectedCookies.find(({ cookie }) => identityKey(cookie) === cookieKey);
  if (item === undefined) return null;
  if (item.gaveUp === true) return <p class="warn">{text.say('jarGaveUp')}</p>;
  if (item.restoredAt.length === 0) return <p class="dim">{text.say('jarProtectedWhat')}</p>;
  return <p class="dim">{text.plural('jarRestoredTimes', item.restoredAt.length)}</p>;
}

/** How the browser changed the cookie when it was saved. */
function Outcomes({ cookieKey }: { readonly cookieKey: string }) {
  const { text } = useWorld();
  const outcome = useJarEditor().outcome.value;
  if (outcome === undefined || outcome.key !== cookieKey) return null;
  if (outcome.outcomes.length === 0) {
    return (
      <p class="outcome good jar-outcome" role="status">
        <Icon name="check" /> {text.say('outcomeAsked')}
      </p>
    );
  }
  return (
    <div class="jar-outcome" role="status">
      <p class="warn">{text.say('outcomeOther')}</p>
      <ul class="jar-losses">
        {outcome.outcomes.map((each) => (
          <li key={each.what}>
            <Say phrase={sayOutcome(each)} />
          </li>
        ))}
      </ul>
    </div>
  );
}
