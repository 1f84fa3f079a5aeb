import type { Sentence } from '../words/sentence.ts';
import { Say } from './say.tsx';

/** The sentence that details and popup begin with. */
export function SentenceText({ sentence }: { readonly sentence: Sentence }) {
  return (
    <div class="sentence">
      <p class="lead">
        <Say phrase={sentence.lead} />
      </p>
      {sentence.more.map((phrase) => (
        <p key={phrase.key}>
          <Say phrase={phrase} />
        </p>
      ))}
    </div>
  );
}
