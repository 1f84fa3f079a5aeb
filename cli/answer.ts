import { parseArgs } from 'node:util';
import { FileError } from '../extension/trace/files/file-error.ts';
import { maskerOfEvents, maskerOfTrace } from '../extension/trace/files/trace-secrets.ts';
import { compareTraces, sideOf } from '../extension/trace/findings/compare.ts';
import { sayDifference } from '../extension/trace/findings/say-difference.ts';
import { sayCertainty } from '../extension/trace/findings/say-finding.ts';
import { fileErrorPhrases } from '../extension/trace/words/file-error-words.ts';
import { plain } from '../extension/trace/words/phrase.ts';
import type { Text } from '../extension/trace/words/text.ts';
import { type AnswerJson, answerJson, type FindingJson } from './answer-json.ts';
import { type Language, nodeText } from './node-text.ts';
import { type FoldedFile, readTrace } from './read-trace.ts';

const USAGE = `Answers "why was I logged out?" for HAR and Sidtrail trace files.

  npm run answer -- [--json] [--language en|de] FILE…
  npm run answer -- --compare [--language en|de] GOOD BAD

FILE may be -, for what another program writes.
--json prints one object a line: { file, notices, answer, findings, sessions }, or { file, error }.
--compare prints what differs between a good and a bad visit, the likely cause first.

It ends with 0; with 1 where a file could not be read, the others are answered all the same; with 2 where the call is
wrong. Answers go to standard output, errors to standard error.`;

function isLanguage(value: string | undefined): value is Language {
  return value === 'en' || value === 'de';
}

/** The answer as a person reads it in a terminal. */
function asText(text: Text, { file, answer, findings, notices }: AnswerJson): string {
  const certain = (one: Pick<FindingJson, 'certainty'>): string => plain(text, sayCertainty(one.certainty));
  const lines = [file, `  ${answer.text} (${certain(answer)})`];
  for (const { step, request, status, shows } of answer.steps)
    lines.push(`    ${step}. ${request}${status === undefined ? '' : ` ${status}`}: ${shows}`);
  if (answer.counterfactual !== undefined) lines.push(`  ${answer.counterfactual}`);
  if (answer.steps.length > 0) lines.push(`  → ${answer.remedy}`);
  if (answer.setting !== undefined)
    lines.push(`    ${answer.setting.framework}: ${answer.setting.code}`, `    ${answer.setting.docs}`);
  for (const finding of findings)
    if (finding.text !== answer.text) lines.push(`  · ${finding.text} (${certain(finding)})`);
  lines.push(...notices.map((notice) => `  ! ${notice}`));
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
 * @param input what `-` reads
 */
export async function main(
  args: readonly string[],
  output: Output,
  input: AsyncIterable<Uint8Array> = process.stdin,
): Promise<number> {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(args);
  } catch (error) {
    output.error(`${error instanceof Error ? error.message.split('. To ')[0] : String(error)}.\n\n${USAGE}`);
    return 2;
  }
  const { values, positionals } = parsed;
  const language = values.language ?? 'en';
  if (values.help === true) {
    output.log(USAGE);
    return 0;
  }
  const wrong = wrongCall(positionals, language);
  if (wrong !== undefined || !isLanguage(language)) {
    output.error(`${wrong}\n\n${USAGE}`);
    return 2;
  }
  const text = nodeText(language);
  const read = (file: string): Promise<FoldedFile> => readTrace(file === '-' ? input : file);
  if (values.compare === true) return compare({ text, read, output }, positionals);
  let failed = 0;
  for (const file of positionals) {
    try {
      const folded = await read(file);
      const answer = answerJson({ text, masker: maskerOfTrace(folded.trace, folded.events) }, file, folded);
      output.log(values.json === true ? JSON.stringify(answer) : asText(text, answer));
    } catch (error) {
      failed += 1;
      const why = sentenceOf(text, error);
      if (values.json === true) output.log(JSON.stringify({ file, error: why }));
      else output.error(`${file}: ${why}`);
    }
  }
  return failed === 0 ? 0 : 1;
}

/** What is wrong with a call, as one sentence. */
function wrongCall(files: readonly string[], language: string): string | undefined {
  if (!isLanguage(language)) return `"${language}" is no language of this program: choose en or de.`;
  if (files.length === 0) return 'Name a file: a HAR, or a trace that Sidtrail saved.';
  if (files.filter((file) => file === '-').length > 1) return 'Standard input can be read once: name - once.';
  return undefined;
}

interface Comparing {
  readonly text: Text;
  readonly output: Output;
  read(file: string): Promise<FoldedFile>;
}

async function compare({ text, output, read }: Comparing, files: readonly string[]): Promise<number> {
  const [good, bad] = files;
  if (good === undefined || bad === undefined || files.length > 2) {
    output.error('Name two files: a good one and a bad one.');
    return 2;
  }
  let file = good;
  try {
    const first = await read(good);
    file = bad;
    const both = [first, await read(bad)] as const;
    const masker = maskerOfEvents(both.flatMap(({ events }) => events));
    const sides = [sideOf(both[0].trace), sideOf(both[1].trace)] as const;
    const { differences, first: cause, inCommon } = compareTraces(...sides);
    if (inCommon === 0) output.log(text.say('compareNoneInCommon'));
    else if (cause === undefined) output.log(text.say('diffNone'));
    else output.log(`${plain(text, sayDifference(cause), masker)}`);
    for (const difference of differences) {
      const [one, other] = [difference.good?.step, difference.bad?.step];
      output.log(`  ${one ?? '–'} | ${other ?? '–'}: ${plain(text, sayDifference(difference), masker)}`);
    }
    return 0;
  } catch (error) {
    output.error(`${file}: ${sentenceOf(text, error)}`);
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

const SYSTEM_ERRORS: ReadonlyMap<unknown, string> = new Map([
  ['ENOENT', 'There is no such file.'],
  ['ENOTDIR', 'There is no such file.'],
  ['EISDIR', 'This is a folder: name a file in it.'],
  ['EACCES', 'This file may not be read.'],
  ['EPERM', 'This file may not be read.'],
]);

/** What is wrong with a file, in the words that the Files view has for it. */
function sentenceOf(text: Text, error: unknown): string {
  if (error instanceof FileError)
    return fileErrorPhrases(error)
      .map((said) => plain(text, said))
      .join(' ');
  if (!(error instanceof Error)) return String(error);
  return ('code' in error ? SYSTEM_ERRORS.get(error.code) : undefined) ?? error.message;
}
