import type { SetCookieEntry } from '../../../trace/model/entry.ts';
import { setCookieVerdict } from '../../../trace/verdicts/set-cookie-verdict.ts';
import { Remarks, StoreReasons } from '../../parts/reason-list.tsx';

/** Everything the rules say of one Set-Cookie line beside its outcome. */
export function SetCookieReasons({ line }: { readonly line: SetCookieEntry }) {
  const { outcome, basis, reasons, warnings, unknown } = setCookieVerdict(line);
  return (
    <>
      <StoreReasons reasons={reasons} />
      <Remarks warnings={warnings} unknown={outcome === 'stored' && basis === 'observed' ? [] : unknown} />
    </>
  );
}
