import type { TraceMark } from '../../trace/model/trace.ts';
import { code, type Phrase, phrase } from '../../trace/words/phrase.ts';
import type { IconName } from './icon-paths.ts';

interface MarkWord {
  readonly icon: IconName;
  readonly say: (detail: string) => Phrase;
}

/** The icon and text of a mark of the recording. */
export const markWords: Readonly<Record<TraceMark['what'], MarkWord>> = {
  paused: { icon: 'pause', say: () => phrase('markPaused') },
  resumed: { icon: 'record', say: () => phrase('markResumed') },
  dropped: { icon: 'box', say: (detail) => phrase('markDropped', Number(detail) || 0) },
  granted: { icon: 'eye', say: (detail) => phrase('markGranted', code(detail)) },
  revoked: { icon: 'withhold', say: (detail) => phrase('markRevoked', code(detail)) },
};
