import type { DeviceBoundCode, DeviceBoundNote } from '../../cookies/device-bound.ts';
import type { MessageKey } from './message-key.ts';
import { code, type Phrase, phrase } from './phrase.ts';

/** The words of each note, with the params that go into them in their order. */
const words: Readonly<Record<DeviceBoundCode, { readonly key: MessageKey; readonly args: readonly string[] }>> = {
  registration: { key: 'boundRegistration', args: ['path'] },
  challenge: { key: 'boundChallenge', args: [] },
  refresh: { key: 'boundRefresh', args: ['id'] },
  skipped: { key: 'boundSkipped', args: ['id', 'reason'] },
};

/** What a header says of a session that is bound to the device. */
export function sayDeviceBound({ code: note, params }: DeviceBoundNote): Phrase {
  const { key, args } = words[note];
  return phrase(key, ...args.map((name) => code(params[name] ?? '?')));
}
