import type { CookiePair } from '../../cookies/parse-cookie-header.ts';
import type { RequestEntry, SessionStep } from '../../trace/model/entry.ts';
import { heldLikePair } from '../model/held-like.ts';
import { useInspector } from '../model/inspector-context.ts';
import { useWorld } from '../model/world.ts';
import { Chip } from '../parts/chip.tsx';
import { Foreign } from '../parts/foreign.tsx';
import { SecretButtons, SecretText, useReveal } from '../parts/secret.tsx';
import { Verdict } from '../parts/verdict.tsx';
import { EditButton } from './edit-button.tsx';

interface SentCookiesProps {
  readonly entry: RequestEntry;
  readonly step: SessionStep | undefined;
}

/** The Cookie header of a request, pair by pair, and the session cookie that it lacked. */
export function SentCookies({ entry, step }: SentCookiesProps) {
  const { text } = useWorld();
  return (
    <section>
      <h3>{text.plural('sentWith', entry.cookies.length)}</h3>
      {step?.action === 'withheld' && (
        <div class="card">
          <Verdict outcome="withheld" sentences={[]} />
          <span class="mono">
            <Foreign text={step.thread.name} />
          </span>
        </div>
      )}
      {entry.cookies.length === 0 ? (
        <p class="dim">{text.say(entry.requestUnseen ? 'sentUnseen' : 'sentNone')}</p>
      ) : (
        <ul class="plain card pairs">
          {entry.cookies.map((pair, index) => (
            <SentPair key={index} pair={pair} entry={entry} step={step} />
          ))}
        </ul>
      )}
    </section>
  );
}

function SentPair({ pair, entry, step }: SentCookiesProps & { readonly pair: CookiePair }) {
  const { text, jar } = useInspector();
  const reveal = useReveal();
  const session = step !== undefined && step.thread.name === pair.name ? step.before : undefined;
  return (
    <li class="pair">
      <span class="mono wrap">
        {pair.name === '' ? <span class="dim">{text.say('nameless')}</span> : <Foreign text={pair.name} />}
        <span class="dim">=</span>
        {session !== undefined && !reveal.revealed ? (
          <Chip session={session} />
        ) : (
          <SecretText value={pair.value} revealed={reveal.revealed} />
        )}
      </span>
      <span class="buttons">
        <EditButton cookie={heldLikePair(pair, entry, jar.cookies.value ?? [])} />
        <SecretButtons name={pair.name} value={pair.value} reveal={reveal} />
      </span>
    </li>
  );
}
