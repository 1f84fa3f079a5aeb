// What the details say beyond an outcome: reasons, rules, remedies, troubles. Loaded after the inspector has shown its
// first rows, for none of it is needed there.
import '../../styles/verdicts.css';

export { Troubles } from '../../troubles/troubles.tsx';
export { SetCookieReasons } from './set-cookie-reasons.tsx';
export { WithheldCookies } from './withheld-cookies.tsx';
