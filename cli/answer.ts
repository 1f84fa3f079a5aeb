import { parseArgs } from 'node:util';
import { type AnswerJson, answerJson } from './answer-json.ts';
import { type Language, nodeText } from './node-text.ts';
import { readTrace } from './read-trace.ts';

const USAGE = `Answers "why was I logged out?" for HAR and Sidtrail trace files.

  npm run answer -- [--json] [--language en|de] FILE…

--json prints one object a line: { file, answer, findings, sessions }.`;

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

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: 'boolean' }, language: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  const language = values.language ?? 'en';
  if (values.help === true || positionals.length === 0 || !isLanguage(language)) {
    console.error(USAGE);
    return values.help === true ? 0 : 2;
  }
  const text = nodeText(language);
  let failed = 0;
  for (const file of positionals) {
    try {
      const { trace } = await readTrace(file);
      const answer = answerJson(text, file, trace);
      console.log(values.json === true ? JSON.stringify(answer) : asText(answer));
    } catch (error) {
      failed += 1;
      const why = error instanceof Error ? error.message : String(error);
      if (values.json === true) console.log(JSON.stringify({ file, error: why }));
      else console.error(`${file}: ${why}`);
    }
  }
  return failed === 0 ? 0 : 1;
}

process.exitCode = await main();
