import { clock } from '../../words/phrase.ts';
import type { Cause } from '../cause.ts';
import { isPastByThisClock } from './expires-date.ts';
import { inTime } from './helpers.ts';
import { isBornExpired, lossOf, lostLines } from './lost-lines.ts';

export const neverCameBack = {
  code: 'never-came-back',
  rank: 50,
  words: {
    title: 'findingNeverCameBack',
    args: ['cookie', 'step', 'next'],
    without: { param: 'next', title: 'findingNeverCameBackSilent', args: ['cookie', 'step'] },
    variants: {
      frame: { title: 'findingNeverCameBackFrame', args: ['cookie', 'step', 'times'] },
      embedded: { title: 'findingNeverCameBackEmbedded', args: ['cookie', 'step', 'times'] },
    },
  },
  find: (view) =>
    lostLines(
      view,
      (line, moment) => !isBornExpired(line) && line.predicted.reasons.length === 0 && !isPastByThisClock(line, moment),
    ).map((lost) => {
      const { line, moment } = lost;
      const isThirdParty = line.predicted.unknown.includes('third-party-blocking');
      const inFrame = moment.kind === 'frame';
      const found = lossOf(view, lost, isThirdParty ? 'third-party' : 'find-writer');
      const next = line.later?.entry;
      return {
        ...found,
        ...(isThirdParty && { variant: inFrame ? 'frame' : 'embedded' }),
        params: { ...found.params, ...(next !== undefined && { next: next.step }), at: clock(moment.answered) },
        evidence: inTime([...found.evidence, next && { entry: next, code: 'not-sent' }]),
      };
    }),
} as const satisfies Cause;
