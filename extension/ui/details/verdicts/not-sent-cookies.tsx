import type { RequestEntry, RetrievalEntry } from '../../../trace/model/entry.ts';
import { otherBrowserOnRetrieval } from '../../../trace/verdicts/other-browser.ts';
import { sayOtherBrowser } from '../../../trace/words/other-browser-words.ts';
import { useWorld } from '../../model/world.ts';
import { Foreign } from '../../parts/foreign.tsx';
import { Remarks, RetrievalReasons } from '../../parts/reason-list.tsx';
import { Verdict } from '../../parts/verdict.tsx';
import { sentVerdictWords } from '../../words/sent-verdict-words.ts';

type Recorder = 'chrome' | 'firefox';

/** The site's cookies that a request did not send, sent against the rules, or sent without effect. */
export function NotSentCookies({ entry, browser }: { readonly entry: RequestEntry; readonly browser: Recorder }) {
  const { text } = useWorld();
  if (entry.retrieval.length === 0) return null;
  return (
    <section>
      <h3>{text.say('jarOfSite', text.number(entry.retrieval.length))}</h3>
      <ul class="plain">
        {entry.retrieval.map((judged, at) => (
          <JudgedCookie key={at} entry={entry} judged={judged} browser={browser} />
        ))}
      </ul>
    </section>
  );
}

interface JudgedCookieProps {
  readonly entry: RequestEntry;
  readonly judged: RetrievalEntry;
  readonly browser: Recorder;
}

function JudgedCookie({ entry, judged, browser }: JudgedCookieProps) {
  const other = otherBrowserOnRetrieval(entry, judged, browser);
  const verdict = sentVerdictWords(entry, judged);
  const { cookie, predicted } = judged;
  return (
    <li class="card">
      <Verdict outcome={verdict.sent ? 'sent' : 'not-sent'} basis="observed" sentences={verdict.sentences} />
      <p class="mono wrap">
        <Foreign text={cookie.name} />{' '}
        <span class="dim">
          <Foreign text={`${cookie.domain}${cookie.path}`} />
        </span>
      </p>
      <RetrievalReasons reasons={verdict.reasons} />
      <Remarks
        warnings={predicted.warnings}
        notes={other === undefined ? [] : [sayOtherBrowser(other)]}
        unknown={verdict.agrees && !verdict.concluded ? [] : verdict.unknown}
      />
    </li>
  );
}
