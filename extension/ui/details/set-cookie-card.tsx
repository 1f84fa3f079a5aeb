import type { RequestEntry, SetCookieEntry } from '../../trace/model/entry.ts';
import { isHarmlessCookie } from '../model/harmless-cookie.ts';
import { heldLikeLine } from '../model/held-like.ts';
import { useInspector } from '../model/inspector-context.ts';
import { Foreign } from '../parts/foreign.tsx';
import { useLater } from '../parts/later.ts';
import { Say } from '../parts/say.tsx';
import { SecretButtons, SecretText } from '../parts/secret.tsx';
import { Verdict } from '../parts/verdict.tsx';
import { attributeLines } from '../words/attribute-words.ts';
import { setCookieVerdict } from '../words/verdict-words.ts';
import { EditButton } from './edit-button.tsx';
import { followedNames, usePaneReveal } from './shown-values.ts';
import { loadVerdicts } from './verdicts/load-verdicts.ts';

interface SetCookieCardProps {
  readonly entry: RequestEntry;
  readonly line: SetCookieEntry;
  readonly browser: 'chrome' | 'firefox';
}

/** One Set-Cookie line: the verdict and an explanation of each attribute. */
export function SetCookieCard({ entry, line, browser }: SetCookieCardProps) {
  const { text, listRevision, jar } = useInspector();
  // A line changes in place when the browser reports its outcome.
  void listRevision.value;
  const reveal = usePaneReveal(isHarmlessCookie(line.parsed.name, line.parsed.value, followedNames(entry)));
  const later = useLater(loadVerdicts);
  const { parsed } = line;
  const { hostOnly } = line.identity;
  const now = entry.respondedAt ?? entry.startedDateTime;
  const isDomainRefused = line.predicted.reasons.some(({ code }) => code.startsWith('domain-'));
  const attributes = attributeLines({ parsed, browser, hostOnly, isDomainRefused, now });
  return (
    <li class="card">
      <Verdict {...setCookieVerdict(line)} />
      <div class="pair">
        <span class="mono wrap">
          {parsed.name === '' ? <span class="dim">{text.say('nameless')}</span> : <Foreign text={parsed.name} />}
          <span class="dim">=</span>
          <SecretText value={parsed.value} revealed={reveal.revealed} />
        </span>
        <span class="buttons">
          <EditButton cookie={heldLikeLine(line, entry, jar.cookies.value ?? [])} />
          <SecretButtons name={parsed.name} value={parsed.value} reveal={reveal} />
        </span>
      </div>
      {later !== undefined && <later.SetCookieReasons entry={entry} line={line} browser={browser} />}
      <dl class="attributes">
        {attributes.map((attribute, index) => (
          <div key={index} class={attribute.tone}>
            <dt class={attribute.present ? 'mono' : 'mono absent'}>
              {attribute.present ? <Foreign text={attribute.label} /> : text.say('attrAbsent', attribute.label)}
            </dt>
            <dd>
              <Say phrase={attribute.said} />
            </dd>
          </div>
        ))}
      </dl>
      {parsed.moreAttributes !== undefined && <p class="warn">{text.plural('attrMore', parsed.moreAttributes)}</p>}
    </li>
  );
}
