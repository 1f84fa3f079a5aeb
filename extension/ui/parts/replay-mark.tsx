import type { Replay } from '../../trace/model/entry.ts';
import type { Text } from '../../trace/words/text.ts';
import { useWorld } from '../model/world.ts';
import { Icon } from './icon.tsx';

/** What a request is that was sent again from here. */
export function replayWords(text: Text, { step }: Replay): string {
  return step === undefined ? text.say('replayOfGone') : text.say('replayOf', text.number(step));
}

/** The mark of such a request in its row. */
export function ReplayMark({ replay }: { readonly replay: Replay }) {
  const words = replayWords(useWorld().text, replay);
  return (
    <span class="replay-mark" title={words}>
      <Icon name="again" />
      <span class="sr-only">{words} </span>
    </span>
  );
}
