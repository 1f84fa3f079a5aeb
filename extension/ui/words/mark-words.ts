import type { LossCause } from '../../trace/model/event.ts';
import type { TraceMark } from '../../trace/model/trace.ts';
import type { MessageKey } from '../../trace/words/message-key.ts';
import { code, type Phrase, phrase } from '../../trace/words/phrase.ts';
import type { IconName } from './icon-paths.ts';

interface MarkWord {
  readonly icon: IconName;
  readonly say: (mark: TraceMark) => Phrase;
}

const dropped: Readonly<Record<LossCause, MessageKey>> = {
  bound: 'markDropped',
  disk: 'markDroppedDisk',
  memory: 'markDroppedMemory',
  unreadable: 'markLostUnreadable',
};

const lost: Readonly<Record<LossCause, MessageKey>> = {
  bound: 'markDropped',
  disk: 'markLostDisk',
  memory: 'markLostMemory',
  unreadable: 'markLostUnreadable',
};

/** The icon and text of a mark of the recording. */
export const markWords: Readonly<Record<TraceMark['what'], MarkWord>> = {
  paused: { icon: 'pause', say: () => phrase('markPaused') },
  resumed: { icon: 'record', say: () => phrase('markResumed') },
  dropped: { icon: 'box', say: ({ detail, why = 'bound' }) => phrase(dropped[why], Number(detail) || 0) },
  lost: { icon: 'box', say: ({ detail, why = 'memory' }) => phrase(lost[why], Number(detail) || 0) },
  granted: { icon: 'eye', say: ({ detail }) => phrase('markGranted', code(detail)) },
  revoked: { icon: 'withhold', say: ({ detail }) => phrase('markRevoked', code(detail)) },
};
