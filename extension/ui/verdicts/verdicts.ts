// What the details say beyond an outcome: reasons, rules, remedies, troubles. Loaded after the inspector has shown its
// first rows, for none of it is needed there.
import './verdicts.css';

export { SetCookieReasons } from './set-cookie-reasons.tsx';
export { Troubles } from './troubles.tsx';
export { WithheldCookies } from './withheld-cookies.tsx';
