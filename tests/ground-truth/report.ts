import { countAgreement, type Figure, isReached, type Judgement } from './judgement.ts';

const BROWSER_NAMES: Readonly<Record<Judgement['browser'], string>> = { chrome: 'Chromium', firefox: 'Firefox' };

function percent({ agreeing, asked }: Figure): string {
  // Rounded down: 100 % is all of them.
  return `${(Math.floor((agreeing / asked) * 10_000) / 100).toFixed(2)} %`;
}

function figureLine(figure: Figure): string {
  const { browser, question, basis, agreeing, asked, goal } = figure;
  const reached = isReached(figure) ? 'reached' : 'MISSED';
  return `${BROWSER_NAMES[browser]}, ${question}, ${basis}: ${agreeing} of ${asked} (${percent(figure)}; goal ${goal * 100} %: ${reached})`;
}

function disagreementLine({ browser, question, basis, note, truth, said }: Judgement): string {
  return `${BROWSER_NAMES[browser]}, ${question}, ${basis}: ${note}: the browser: ${truth || 'nothing'}; Sidtrail: ${said || 'nothing'}`;
}

/** The figures and every disagreement, for a terminal. */
export function describeAgreement(judgements: readonly Judgement[]): string {
  const wrong = judgements.filter(({ agrees }) => !agrees);
  return [
    ...countAgreement(judgements).map(figureLine),
    '',
    wrong.length === 0 ? 'No disagreement.' : `${wrong.length} disagreements:`,
    ...wrong.map((judgement) => `  ${disagreementLine(judgement)}`),
  ].join('\n');
}

/** What ran, for the document. */
export interface RunFacts {
  /** As in `2026-11-23`. */
  readonly date: string;
  /** As the browsers name themselves. */
  readonly versions: readonly string[];
  readonly seconds: number;
}

/** The figures and every disagreement, in Markdown. */
export function figuresInMarkdown(judgements: readonly Judgement[], { date, versions, seconds }: RunFacts): string {
  const rows = countAgreement(judgements).map((figure) => {
    const { browser, question, basis, agreeing, asked, goal } = figure;
    const share = `${agreeing} of ${asked} | ${percent(figure)} | ${goal * 100} %`;
    return `| ${BROWSER_NAMES[browser]} | ${question} | ${basis} | ${share} |`;
  });
  const wrong = judgements.filter(({ agrees }) => !agrees);
  return [
    `Run of ${date} in ${versions.join(' and ')}, ${Math.round(seconds)} s.`,
    '',
    '| browser | question | said | agreement | share | goal |',
    '|---|---|---|---|---|---|',
    ...rows,
    '',
    wrong.length === 0 ? 'No disagreement.' : `The ${wrong.length} disagreements:`,
    '',
    ...wrong.map((judgement) => `- ${disagreementLine(judgement).replaceAll('|', '\\|').replaceAll('<', '&lt;')}`),
  ].join('\n');
}
