import type { Sentence } from '../../trace/summary/sentence.ts';
import { Say } from './say.tsx';

/** The leading sentence of details and popup. */
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
