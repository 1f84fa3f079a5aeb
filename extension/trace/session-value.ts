/** What a cookie's value says of the session it stands for. */
export interface SessionValue {
  /** What stays the same while the session lives: the id without its signature or route, or the whole value. */
  readonly id: string;
  /** True where the value holds the session's data itself and so changes while the session lives (Flask, JWT …). */
  readonly clientSide: boolean;
  /** True where the value looks as if it could not be guessed. */
  readonly random: boolean;
}

/** express-session: `s:` and the id, then its HMAC; the colon is often percent-encoded. */
const SIGNED_ID = /^(?:s:|s%3A)([A-Za-z0-9_-]{16,})\.[A-Za-z0-9+/%=]{27,}$/;
/** Tomcat behind a balancer: 32 upper-case hex digits, then the route. */
const ROUTED_ID = /^([0-9A-F]{32})\.[\w.-]+$/;
/** JSON or a signed payload in base64: JWT, itsdangerous, Starlette, cookie-session, Rails, Laravel, ASP.NET Core. */
const PAYLOAD = /^(?:eyJ|\.eJ|CfDJ8|BAh)[\w+/=.%-]{20,}$/;

/** Reads a cookie's value as a session's, as far as the fold needs it; `value-format.ts` tells the whole. */
export function readValue(value: string): SessionValue {
  const signed = SIGNED_ID.exec(value)?.[1];
  if (signed !== undefined) return { id: signed, clientSide: false, random: true };
  const routed = ROUTED_ID.exec(value)?.[1];
  if (routed !== undefined) return { id: routed, clientSide: false, random: true };
  return { id: value, clientSide: PAYLOAD.test(value), random: looksRandom(value) };
}

/** Long enough, of the letters of ids, and with letters and digits mixed: no word, number, date or list. */
function looksRandom(value: string): boolean {
  return value.length >= 16 && /^[\w+/=.:%-]+$/.test(value) && /\d/.test(value) && /[A-Za-z]/.test(value);
}
