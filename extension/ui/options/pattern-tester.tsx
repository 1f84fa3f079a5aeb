import { useState } from 'preact/hooks';
import type { SeenText } from '../../protocol/site-commands.ts';
import { type CountPattern, nameOfPattern } from '../../trace/count-pattern/default-patterns.ts';
import { patternProblem } from '../../trace/count-pattern/pattern-problem.ts';
import { readCounts } from '../../trace/count-pattern/read-counts.ts';
import { whyFailed } from '../../trace/model/why-failed.ts';
import { useWorld } from '../model/world.ts';
import { Foreign, LongForeign } from '../parts/foreign.tsx';

type Answer =
  | { readonly kind: 'none' }
  | { readonly kind: 'failed'; readonly why: string }
  | { readonly kind: 'seen'; readonly seen: SeenText };

/** Shows what each pattern finds in the site's last response. The text is in memory only. */
export function PatternTester({
  site,
  patterns,
}: {
  readonly site: string;
  readonly patterns: readonly CountPattern[];
}) {
  const { text, host } = useWorld();
  const [answer, setAnswer] = useState<Answer | undefined>(undefined);
  const ask = async (): Promise<void> => {
    try {
      const { seen } = await host.send('last-text', { site });
      setAnswer(seen === undefined ? { kind: 'none' } : { kind: 'seen', seen });
    } catch (reason) {
      setAnswer({ kind: 'failed', why: whyFailed(reason) });
    }
  };
  return (
    <div class="field">
      <button type="button" class="small" onClick={() => void ask()}>
        {text.say('testerTry')}
      </button>
      <div role="status">
        {answer?.kind === 'none' && <p class="warn">{text.say('testerNone', site)}</p>}
        {answer?.kind === 'failed' && (
          <p class="bad">
            <Foreign text={answer.why} />
          </p>
        )}
        {answer?.kind === 'seen' && <Findings seen={answer.seen} patterns={patterns} />}
      </div>
    </div>
  );
}

function Findings({ seen, patterns }: { readonly seen: SeenText; readonly patterns: readonly CountPattern[] }) {
  const { text } = useWorld();
  const usable = patterns.filter((pattern) => patternProblem(pattern) === undefined);
  const found = new Map(readCounts(seen.text, seen.mediaType, usable).map((each) => [each.pattern, each]));
  return (
    <>
      <p class="dim wrap">
        <LongForeign text={seen.url} /> ({seen.mediaType},{' '}
        {text.say(seen.source === 'body' ? 'testerFromBody' : 'testerFromPage')})
      </p>
      <dl class="facts card">
        {usable.map((pattern) => {
          const name = nameOfPattern(pattern);
          const hit = found.get(name);
          return (
            <div key={name}>
              <dt class="mono wrap">
                <Foreign text={name} />
              </dt>
              <dd>
                {hit === undefined ? (
                  <span class="dim">{text.say('testerNothing')}</span>
                ) : (
                  <>
                    <b>{text.number(hit.count)}</b>{' '}
                    <code class="wrap">
                      <Foreign text={hit.text} />
                    </code>
                  </>
                )}
              </dd>
            </div>
          );
        })}
      </dl>
    </>
  );
}
