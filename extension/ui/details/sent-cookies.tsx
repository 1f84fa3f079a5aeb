import type { CookiePair } from '../../cookies/parse-cookie-header.ts';
import type { RequestEntry, SessionEffect } from '../../trace/model/entry.ts';
import { isHarmlessCookie } from '../model/harmless-cookie.ts';
import { heldLikePair } from '../model/held-like.ts';
import { useInspector } from '../model/inspector-context.ts';
import { useWorld } from '../model/world.ts';
import { Chip } from '../parts/chip.tsx';
import { Foreign } from '../parts/foreign.tsx';
import { SecretButtons, SecretText } from '../parts/secret.tsx';
import { Verdict } from '../parts/verdict.tsx';
import { EditButton } from './edit-button.tsx';
import { followedNames, usePaneReveal } from './shown-values.ts';

interface SentCookiesProps {
  readonly entry: RequestEntry;
  readonly effect: SessionEffect | undefined;
}

/** The Cookie header of a request, pair by pair, and the session cookie that it lacked. */
export function SentCookies({ entry, effect }: SentCookiesProps) {
  const { text } = useWorld();
  return (
    <section>
      <h3>{text.plural('sentWith', entry.cookies.length)}</h3>
      {effect?.action === 'not-sent' && (
        <div class="card">
          <Verdict outcome="not-sent" sentences={[]} />
          <span class="mono">
            <Foreign text={effect.thread.name} />
          </span>
        </div>
      )}
      {entry.cookies.length === 0 ? (
        <p class="dim">{text.say(entry.requestUnseen ? 'sentUnseen' : 'sentNone')}</p>
      ) : (
        <ul class="plain card pairs">
          {sessionFirst(entry, effect).map(({ pair, index }) => (
            <SentPair key={index} pair={pair} entry={entry} effect={effect} />
          ))}
        </ul>
      )}
    </section>
  );
}

interface PlacedPair {
  readonly pair: CookiePair;
  readonly index: number;
}

/** The pairs as they were sent, but the session's come first: a site may send thirty. */
function sessionFirst({ cookies }: RequestEntry, effect: SessionEffect | undefined): readonly PlacedPair[] {
  const pairs = cookies.map((pair, index) => ({ pair, index }));
  const isSession = ({ pair }: PlacedPair): boolean => pair.name === effect?.thread.name;
  return [...pairs.filter(isSession), ...pairs.filter((each) => !isSession(each))];
}

function SentPair({ pair, entry, effect }: SentCookiesProps & { readonly pair: CookiePair }) {
  const { text, jar } = useInspector();
  const reveal = usePaneReveal(isHarmlessCookie(pair.name, pair.value, followedNames(entry)));
  const session = effect !== undefined && effect.thread.name === pair.name ? effect.before : undefined;
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
