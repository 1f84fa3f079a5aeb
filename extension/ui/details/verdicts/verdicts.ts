// What the details say beyond an outcome: reasons, rules, remedies. Loaded after the inspector has shown its
// first rows, for none of it is needed there.

export { DeviceBound } from './device-bound.tsx';
export { NotSentCookies } from './not-sent-cookies.tsx';
export { SetCookieReasons } from './set-cookie-reasons.tsx';
