import { useSignal } from '@preact/signals';
import { explainRetrievalReason } from '../../cookies/explain-reasons.ts';
import { explainWarning } from '../../cookies/explain-warnings.ts';
import { RETRIEVAL_REASONS } from '../../cookies/reasons.ts';
import { draftOf } from '../../trace/workshop/cookie-draft.ts';
import type { JarRow } from '../../trace/workshop/jar-rows.ts';
import { identityOf } from '../../trace/workshop/jar-step.ts';
import { Foreign } from '../parts/foreign.tsx';
import { Icon } from '../parts/icon.tsx';
import { SecretButtons, SecretText } from '../parts/secret.tsx';
import { code, phrase } from '../words/phrase.ts';
import { useWorld } from '../world.ts';
import { CookieForm } from './cookie-form.tsx';
import { useWorkshop } from './workshop-context.ts';

/** One cookie: its value, its verdict for the URL, what the trace knows of it, and the form that changes it. */
export function CookiePane({ cookieKey }: { readonly cookieKey: string }) {
  const { text } = useWorld();
  const workshop = useWorkshop();
  const row = workshop.rows.value?.find(({ key }) => key === cookieKey);
  const revealed = useSignal(false);
  if (row === undefined) return <p class="dim">{text.say('jarGoneWhat')}</p>;
  const { cookie } = row;
  return (
    <>
      <div class="card">
        <div class="pair">
          <span class="mono wrap">
            <SecretText value={cookie.value} revealed={revealed.value} />
          </span>
          <SecretButtons name={cookie.name} value={cookie.value} revealed={revealed} />
        </div>
        <div class="actions">
          <button
            type="button"
            class="danger"
            disabled={workshop.busy.value}
            onClick={() =>
              void workshop.change('delete', [{ kind: 'delete', identity: identityOf(cookie) }], () =>
                phrase('noticeDeleted', code(cookie.name), code(cookie.domain), code(cookie.path)),
              )
            }
          >
            {text.say('jarDelete')}
          </button>
          <button
            type="button"
            aria-pressed={row.isProtected}
            title={text.say('jarProtectWhat')}
            onClick={() => void workshop.protect(cookie, !row.isProtected)}
          >
            <Icon name="lock" /> {text.say(row.isProtected ? 'jarUnprotect' : 'jarProtect')}
          </button>
        </div>
        <GaveUp cookieKey={cookieKey} />
      </div>
      <Verdict row={row} />
      <Shadows row={row} />
      <TraceFacts row={row} />
      <section>
        <h3>{text.say('jarEdit')}</h3>
        <CookieForm
          key={JSON.stringify(cookie)}
          draft={draftOf(cookie)}
          original={cookie}
          onStored={(stored) => {
            workshop.pane.value = { kind: 'cookie', key: stored };
          }}
        />
      </section>
    </>
  );
}

function GaveUp({ cookieKey }: { readonly cookieKey: string }) {
  const { text } = useWorld();
  const { memory, rows } = useWorkshop();
  const row = rows.value?.find(({ key }) => key === cookieKey);
  const item = memory.value.protectedCookies.find(
    ({ cookie }) => row !== undefined && JSON.stringify(identityOf(cookie)) === JSON.stringify(identityOf(row.cookie)),
  );
  if (item === undefined) return null;
  if (item.gaveUp === true) return <p class="warn">{text.say('jarGaveUp')}</p>;
  if (item.putBack.length === 0) return null;
  return <p class="dim">{text.plural('jarPutBack', item.putBack.length)}</p>;
}

/** Whether it would be sent to the URL, with every reason, the rule's step, and what to change. */
function Verdict({ row }: { readonly row: JarRow }) {
  const { text } = useWorld();
  const { url } = useWorkshop();
  const { verdict } = row;
  if (verdict === undefined) return null;
  return (
    <section>
      <h3>{text.say('jarVerdict')}</h3>
      <div class="card">
        <p class={verdict.sent ? 'outcome good' : 'outcome warn'}>
          <Icon name={verdict.sent ? 'check' : 'withhold'} />
          <span class="wrap">
            {text.say(verdict.sent ? 'jarWouldBeSent' : 'jarWouldNotBeSent')} <Foreign text={url.value} />
          </span>
        </p>
        <ul class="plain">
          {verdict.reasons.map((reason) => {
            const { what, change } = explainRetrievalReason(reason);
            return (
              <li key={reason.code} class="jar-reason">
                {what} <span class="dim">{change}</span>{' '}
                <span class="tag">RFC 6265bis {RETRIEVAL_REASONS[reason.code].step}</span>
              </li>
            );
          })}
          {verdict.warnings.map((warning) => (
            <li key={warning.code} class="jar-reason dim">
              {explainWarning(warning)}
            </li>
          ))}
        </ul>
        <p class="dim jar-basis">
          <span class="tag">{text.say('predicted')}</span> {text.say('jarVerdictBasis')}
        </p>
      </div>
    </section>
  );
}

function Shadows({ row }: { readonly row: JarRow }) {
  const { text } = useWorld();
  const workshop = useWorkshop();
  const { shadow } = row;
  if (shadow === undefined) return null;
  const others = [
    ...shadow.behind.map((cookie) => ({ cookie, say: 'jarShadowBehind' as const })),
    ...shadow.before.map((cookie) => ({ cookie, say: 'jarShadowBefore' as const })),
  ];
  return (
    <section>
      <h3>{text.say('jarShadowTitle')}</h3>
      <p class="dim">{text.say('jarShadowWhat')}</p>
      <ul class="plain">
        {others.map(({ cookie, say }) => {
          const other = workshop.rows.value?.find((each) => each.cookie === cookie || sameIdentity(each, cookie));
          return (
            <li key={`${cookie.domain} ${cookie.path}`}>
              {text.say(say)}{' '}
              <button
                type="button"
                class="link"
                disabled={other === undefined}
                onClick={() => {
                  if (other !== undefined) workshop.pane.value = { kind: 'cookie', key: other.key };
                }}
              >
                <Foreign text={`${cookie.domain} ${cookie.path}`} />
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function sameIdentity(row: JarRow, cookie: JarRow['cookie']): boolean {
  return JSON.stringify(identityOf(row.cookie)) === JSON.stringify(identityOf(cookie));
}

/** When this trace saw it first and last, and which entry set it. */
function TraceFacts({ row }: { readonly row: JarRow }) {
  const { text } = useWorld();
  const { setBy } = row;
  return (
    <section>
      <h3>{text.say('jarInTrace')}</h3>
      <dl class="facts">
        <div>
          <dt>{text.say('jarSize')}</dt>
          <dd>{text.plural('jarOctets', row.size)}</dd>
        </div>
        <div>
          <dt>{text.say('jarCreated')}</dt>
          <dd>{row.created === undefined ? text.say('jarOlder') : text.exact(row.created)}</dd>
        </div>
        <div>
          <dt>{text.say('jarChanged')}</dt>
          <dd>{row.changed === undefined ? text.say('jarOlder') : text.exact(row.changed)}</dd>
        </div>
        {setBy !== undefined && (
          <div>
            <dt>{text.say('jarSetBy')}</dt>
            <dd class="wrap">
              {text.say('jarStep', text.number(setBy.step))}: {setBy.method} <Foreign text={setBy.url} />
            </dd>
          </div>
        )}
      </dl>
    </section>
  );
}
