import { findLineFaults } from '../../../cookies/joined-lines.ts';
import type { RequestEntry, SetCookieEntry } from '../../../trace/model/entry.ts';
import { otherBrowserOnLine } from '../../../trace/verdicts/other-browser.ts';
import { setCookieVerdict } from '../../../trace/verdicts/set-cookie-verdict.ts';
import { sayOtherBrowser } from '../../../trace/words/other-browser-words.ts';
import { code, type Phrase, phrase } from '../../../trace/words/phrase.ts';
import { Remarks, StoreReasons } from '../../parts/reason-list.tsx';

interface SetCookieReasonsProps {
  readonly entry: RequestEntry;
  readonly line: SetCookieEntry;
  readonly browser: 'chrome' | 'firefox';
}

/** Everything the rules say about one Set-Cookie line besides its outcome, and what the other browser would do. */
export function SetCookieReasons({ entry, line, browser }: SetCookieReasonsProps) {
  const { outcome, basis, reasons, warnings, unknown } = setCookieVerdict(line);
  const other = otherBrowserOnLine(entry, line, browser);
  const notes = [...splitNotes(entry, line), ...(other === undefined ? [] : [sayOtherBrowser(other)])];
  const sure = outcome === 'stored' && basis === 'observed';
  return (
    <>
      <StoreReasons reasons={reasons} />
      <Remarks warnings={warnings} notes={notes} unknown={sure ? [] : unknown} />
    </>
  );
}

/** Says that this line and the next were joined. The warnings already say so for the joined line. */
function splitNotes(entry: RequestEntry, line: SetCookieEntry): Phrase[] {
  const at = entry.setCookies.indexOf(line);
  return findLineFaults(entry.setCookies.map(({ raw }) => raw)).flatMap((fault) =>
    fault.code === 'split-at-comma' && fault.line === at ? [phrase('noteSplitLine', code(fault.whole))] : [],
  );
}
