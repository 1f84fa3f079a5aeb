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

/** The hosts of match patterns, each once; `*` for a pattern of every site. */
function hostsIn(patterns: string): string[] {
  const hosts = patterns.split(' ').map((pattern) => /^[\w*+.-]+:\/\/([^/]*)\//.exec(pattern)?.[1] ?? pattern);
  return [...new Set(hosts.map((host) => (host === '<all_urls>' ? '*' : host)))];
}

/** What is said of hosts, and what is said where all of them are meant. */
function ofHosts(detail: string, some: MessageKey, all: MessageKey): Phrase {
  const hosts = hostsIn(detail);
  return hosts.includes('*') ? phrase(all) : phrase(some, code(hosts.join(', ')));
}

/** The icon and text of a mark of the recording. */
export const markWords: Readonly<Record<TraceMark['what'], MarkWord>> = {
  paused: { icon: 'pause', say: () => phrase('markPaused') },
  resumed: { icon: 'record', say: () => phrase('markResumed') },
  dropped: { icon: 'box', say: ({ detail, why = 'bound' }) => phrase(dropped[why], Number(detail) || 0) },
  lost: { icon: 'box', say: ({ detail, why = 'memory' }) => phrase(lost[why], Number(detail) || 0) },
  granted: { icon: 'eye', say: ({ detail }) => ofHosts(detail, 'markGranted', 'markGrantedAll') },
  revoked: { icon: 'withhold', say: ({ detail }) => ofHosts(detail, 'markRevoked', 'markRevokedAll') },
};
