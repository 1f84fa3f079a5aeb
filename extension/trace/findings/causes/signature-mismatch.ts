import { code } from '../../words/phrase.ts';
import type { Cause, FoundFinding } from '../cause.ts';
import { inTime, turnedAway } from '../evidence-of.ts';

const SIGNATURE = '.sig';

/** A value and its signature that one response renewed without the other. */
export const signatureMismatch = {
  code: 'signature-mismatch',
  rank: 72,
  words: { title: 'findingSignature', args: ['cookie', 'signature', 'step', 'next'] },
  find(view) {
    const found: FoundFinding[] = [];
    for (const moment of view.moments) {
      const carried = new Set(moment.entry.cookies.map(({ name }) => name));
      const written = new Set(
        moment.entry.setCookies.filter(({ intent }) => intent === 'set').map(({ identity }) => identity.name),
      );
      for (const signature of carried) {
        if (!signature.endsWith(SIGNATURE)) continue;
        const name = signature.slice(0, -SIGNATURE.length);
        if (!carried.has(name) || written.has(name) === written.has(signature)) continue;
        const tracked = view.threads.find(({ thread }) => thread.name === name);
        const effect = tracked?.moments.find(
          ({ started, denied, effect }) => started >= moment.answered && (denied || effect.action === 'replaced'),
        );
        if (tracked === undefined || effect === undefined) continue;
        found.push({
          kind: 'loss',
          certainty: 'concluded',
          time: effect.answered,
          thread: tracked.thread,
          params: {
            cookie: code(name),
            signature: code(signature),
            step: moment.entry.step,
            next: effect.entry.step,
          },
          evidence: inTime([{ entry: moment.entry, code: 'set' }, turnedAway(effect)]),
          remedy: 'sign-together',
        });
      }
    }
    return found;
  },
} as const satisfies Cause;
