import { useMemo } from 'preact/hooks';
import { queryNames, stopPath, type TripRole, tripOf } from '../../trace/findings/sign-in-trip.ts';
import type { RequestEntry } from '../../trace/model/entry.ts';
import type { MessageKey } from '../../trace/words/message-key.ts';
import { code, phrase } from '../../trace/words/phrase.ts';
import { useInspector } from '../model/inspector-context.ts';
import { Foreign } from '../parts/foreign.tsx';
import { Say } from '../parts/say.tsx';

const ROLES: Readonly<Record<TripRole, MessageKey>> = {
  start: 'chainStart',
  authorize: 'chainAuthorize',
  provider: 'chainProvider',
  callback: 'chainCallback',
  after: 'chainAfter',
};

const PROTOCOLS = { oidc: 'OpenID Connect, OAuth', saml: 'SAML', cas: 'CAS' } as const;

/** The sign-in at another site that this request belongs to: the chain of its hosts, without secrets. */
export function SignInChain({ entry }: { readonly entry: RequestEntry }) {
  const { text, trace, show } = useInspector();
  const read = trace.progress.value === 1;
  // It looks through the whole trace: a filter that is typed changes nothing in it.
  const trip = useMemo(() => (read ? tripOf(trace.trace(), entry) : undefined), [entry, read, trace.revision.value]);
  if (trip === undefined) return null;
  return (
    <section>
      <h3>
        {text.say('chainTitle')}
        {trip.protocol !== 'other' && <span class="tag">{PROTOCOLS[trip.protocol]}</span>}
      </h3>
      <ol class="chain plain card">
        {trip.stops.map((stop) => (
          <li
            key={stop.entry.id}
            class={stop.entry === trip.brokeAt ? 'broke' : undefined}
            aria-current={stop.entry === entry ? 'step' : undefined}
          >
            <button type="button" class="link" onClick={() => show(stop.entry)}>
              {text.say('answerStep', text.number(stop.entry.step))}
            </button>
            <span>
              <span class="dim">{text.say(ROLES[stop.role])}</span> <b>{stop.entry.status ?? ''}</b>
              <br />
              <code>
                <Foreign text={`${stop.entry.method} ${stop.entry.host}${stopPath(stop.entry)}`} />
              </code>
              {queryNames(stop.entry).length > 0 && (
                <span class="dim">
                  {' '}
                  <code>
                    <Foreign text={`?${queryNames(stop.entry).join(', ')}`} />
                  </code>
                </span>
              )}
              {stop.role === 'callback' &&
                trip.missing.map((name) => (
                  <p key={name} class="bad">
                    <Say phrase={phrase('chainMissing', code(name))} />
                  </p>
                ))}
            </span>
          </li>
        ))}
      </ol>
      <p class={trip.outcome === 'broke' ? 'bad' : 'dim'}>
        {trip.outcome === 'broke' && trip.error !== undefined ? (
          <Say phrase={phrase('chainBrokeError', code(trip.error))} />
        ) : (
          text.say(
            trip.outcome === 'broke' ? 'chainBroke' : trip.outcome === 'worked' ? 'chainWorked' : 'chainUnderWay',
          )
        )}
      </p>
    </section>
  );
}
