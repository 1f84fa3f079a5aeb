import type { Sentence } from '../../trace/summary/entry-sentence.ts';
import { SayTerms } from './say-terms.tsx';

/** The leading sentence of details and popup. */
export function SentenceText({ sentence }: { readonly sentence: Sentence }) {
  return (
    <div class="sentence">
      <p class="lead">
        <SayTerms phrase={sentence.lead} />
      </p>
      {sentence.more.map((phrase) => (
        <p key={phrase.key}>
          <SayTerms phrase={phrase} />
        </p>
      ))}
    </div>
  );
}
