import type { Answer } from '../../findings/answer.ts';
import type { Finding } from '../../findings/finding.ts';
import {
  frameworkRemedy,
  sayAnswer,
  sayCertainty,
  sayEvidence,
  sayFinding,
  sayRemedy,
  sayWhatIf,
} from '../../findings/say-finding.ts';
import type { Phrase } from '../../words/phrase.ts';
import type { Text } from '../../words/text.ts';
import type { Masker } from '../mask.ts';
import { codeSpan } from './markdown.ts';
import { markdownPhrase, requestSpan } from './markdown-phrase.ts';

/** The rows that show a finding. */
function evidenceLines(text: Text, finding: Finding, masker: Masker): string[] {
  return finding.evidence.map((one) => {
    const { entry } = one;
    const shows = markdownPhrase(text, sayEvidence(one), masker);
    const status = entry.status === undefined ? '' : `${entry.status} `;
    return `- ${text.say('answerStep', text.number(entry.step))}: ${requestSpan(entry, masker)} ${status}${shows}`;
  });
}

/** The answer as Markdown, for a report or an issue tracker: the same words as on screen, with nothing secret in them. */
export function answerSection(text: Text, answer: Answer, masker: Masker): string[] {
  const { finding } = answer;
  const say = (said: Phrase): string => markdownPhrase(text, said, masker);
  if (finding === undefined) return [`**${say(sayAnswer(answer))}**`];
  const setting = frameworkRemedy(finding);
  const others = answer.findings.filter((one) => one !== finding);
  return [
    `**${say(sayAnswer(answer))}** (${say(sayCertainty(finding.certainty))})`,
    '',
    ...evidenceLines(text, finding, masker),
    ...(finding.whatIf === undefined ? [] : ['', say(sayWhatIf(finding.whatIf))]),
    ...(finding.remedy === 'nothing' ? [] : ['', `${text.say('answerToChange')} ${say(sayRemedy(finding))}`]),
    ...(setting === undefined ? [] : ['', `${setting.name}: ${codeSpan(setting.code)} (${setting.docs})`]),
    ...(others.length === 0 ? [] : ['', text.say('answerAlsoFound', text.number(others.length)), '']),
    ...others.map((one) => `- ${say(sayFinding(one))} (${say(sayCertainty(one.certainty))})`),
  ];
}
