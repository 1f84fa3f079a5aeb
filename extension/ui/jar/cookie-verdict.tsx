import type { JarRow } from '../../trace/jar/jar-rows.ts';
import { useWorld } from '../model/world.ts';
import { Foreign } from '../parts/foreign.tsx';
import { Icon } from '../parts/icon.tsx';
import { Remarks, RetrievalReasons } from '../parts/reason-list.tsx';
import { Term } from '../parts/term.tsx';
import { useJarEditor } from './jar-editor-context.ts';

/** Whether a cookie would be sent to the URL: all reasons, the step of the rule, and what to change. */
export function CookieVerdict({ row: { verdict } }: { readonly row: JarRow }) {
  const { text } = useWorld();
  const { url } = useJarEditor();
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
        <RetrievalReasons reasons={verdict.reasons} />
        <Remarks warnings={verdict.warnings} unknown={[]} />
        <p class="dim jar-basis">
          <span class="tag">
            <Term word="predicted">{text.say('predicted')}</Term>
          </span>{' '}
          {text.say('jarVerdictBasis')}
        </p>
      </div>
    </section>
  );
}
