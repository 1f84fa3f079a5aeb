import type { RequestEntry } from '../../trace/model/entry.ts';
import { hasNoBody, isReplayable } from '../../trace/model/replayable.ts';
import { code, phrase } from '../../trace/words/phrase.ts';
import { useInspector } from '../model/inspector-context.ts';
import { Icon } from '../parts/icon.tsx';
import { Say } from '../parts/say.tsx';

/** Asks whether to send a request again; where that cannot be, it says why. The requests of a file have no page. */
export function ReplayButton({ entry }: { readonly entry: RequestEntry }) {
  const { text, files, replaying } = useInspector();
  if (files.opened.value !== undefined) return null;
  if (!hasNoBody(entry.method)) {
    return (
      <p class="dim">
        <Say phrase={phrase('notDoneReplayBody', code(entry.method))} />
      </p>
    );
  }
  if (!isReplayable(entry)) return null;
  return (
    <div class="actions">
      <button
        type="button"
        class="small"
        title={text.say('replayTitle')}
        aria-haspopup="dialog"
        onClick={() => {
          replaying.value = entry;
        }}
      >
        <Icon name="again" /> {text.say('replay')}
      </button>
    </div>
  );
}
