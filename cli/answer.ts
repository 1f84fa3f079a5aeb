import { parseArgs } from 'node:util';
import { maskerOfEvents, maskerOfTrace } from '../extension/trace/files/trace-secrets.ts';
import { compareTraces, sideOf } from '../extension/trace/findings/compare.ts';
import { sayDifference } from '../extension/trace/findings/say-difference.ts';
import { plain } from '../extension/trace/words/phrase.ts';
import type { Text } from '../extension/trace/words/text.ts';
import { type AnswerJson, answerJson } from './answer-json.ts';
import { type Language, nodeText } from './node-text.ts';
import { readTrace } from './read-trace.ts';

const USAGE = `Answers "why was I logged out?" for HAR and Sidtrail trace files.

  npm run answer -- [--json] [--language en|de] FILE…
  npm run answer -- --compare GOOD BAD

--json prints one object a line: { file, answer, findings, sessions }.
--compare prints what differs between a good and a bad visit, the likely cause first.`;

function isLanguage(value: string | undefined): value is Language {
  return value === 'en' || value === 'de';
}

/** The answer as a person reads it in a terminal. */
function asText({ file, answer, findings }: AnswerJson): string {
  const lines = [file, `  ${answer.text} (${answer.certainty})`];
  for (const { step, request, status, shows } of answer.steps)
    lines.push(`    ${step}. ${request}${status === undefined ? '' : ` ${status}`}: ${shows}`);
  if (answer.counterfactual !== undefined) lines.push(`  ${answer.counterfactual}`);
  if (answer.steps.length > 0) lines.push(`  → ${answer.remedy}`);
  if (answer.setting !== undefined)
    lines.push(`    ${answer.setting.framework}: ${answer.setting.code}`, `    ${answer.setting.docs}`);
  for (const finding of findings)
    if (finding.text !== answer.text) lines.push(`  · ${finding.text} (${finding.certainty})`);
  return lines.join('\n');
}

/** Where a program's lines go. */
export interface Output {
  log(line: string): void;
  error(line: string): void;
}

/**
 * Runs the program. Resolves with its exit code: 0, 1 where a file could not be read, 2 where the call was wrong.
 *
 * @param args what stands behind the program's name
 */
export async function main(args: readonly string[], output: Output): Promise<number> {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(args);
  } catch (error) {
    output.error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    return 2;
  }
  const { values, positionals } = parsed;
  const language = values.language ?? 'en';
  if (values.help === true) {
    output.log(USAGE);
    return 0;
  }
  if (positionals.length === 0 || !isLanguage(language)) {
    output.error(USAGE);
    return 2;
  }
  const text = nodeText(language);
  if (values.compare === true) return compare(text, positionals, output);
  let failed = 0;
  for (const file of positionals) {
    try {
      const { trace, events } = await readTrace(file);
      const answer = answerJson({ text, masker: maskerOfTrace(trace, events) }, file, trace);
      output.log(values.json === true ? JSON.stringify(answer) : asText(answer));
    } catch (error) {
      failed += 1;
      const why = sentenceOf(error);
      if (values.json === true) output.log(JSON.stringify({ file, error: why }));
      else output.error(`${file}: ${why}`);
    }
  }
  return failed === 0 ? 0 : 1;
}

async function compare(text: Text, files: readonly string[], output: Output): Promise<number> {
  const [good, bad] = files;
  if (good === undefined || bad === undefined || files.length > 2) {
    output.error('Name two files: a good one and a bad one.');
    return 2;
  }
  try {
    const read = [await readTrace(good), await readTrace(bad)] as const;
    const masker = maskerOfEvents(read.flatMap(({ events }) => events));
    const sides = [sideOf(read[0].trace), sideOf(read[1].trace)] as const;
    const { differences, first, inCommon } = compareTraces(...sides);
    if (inCommon === 0) output.log(text.say('compareNoneInCommon'));
    else if (first === undefined) output.log(text.say('diffNone'));
    else output.log(`${plain(text, sayDifference(first), masker)}`);
    for (const difference of differences) {
      const [one, other] = [difference.good?.step, difference.bad?.step];
      output.log(`  ${one ?? '–'} | ${other ?? '–'}: ${plain(text, sayDifference(difference), masker)}`);
    }
    return 0;
  } catch (error) {
    output.error(sentenceOf(error));
    return 1;
  }
}

function parse(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      json: { type: 'boolean' },
      compare: { type: 'boolean' },
      language: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
}

/** What is wrong with a file, as one sentence. */
function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && error.code === 'ENOENT') return 'There is no such file.';
  if ('code' in error && error.code === 'EISDIR') return 'This is a folder: name a file in it.';
  if ('code' in error && error.code === 'EACCES') return 'This file may not be read.';
  return error.message;
}
