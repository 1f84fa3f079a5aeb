import { looksRandom } from './entropy.ts';
import { decodePercent } from './percent.ts';

/** What the shape of a cookie's value says, without taking it apart. */
export interface ValueShape {
  /** What stays the same while a session lives: the id without its signature or route, or the whole value. */
  readonly id: string;
  /** The value holds the session's data itself, signed or sealed, and so changes while the session lives. */
  readonly clientSide: boolean;
  /** It looks as if it could not be guessed. */
  readonly random: boolean;
}

/** Signed or routed ids; the first group is the id. */
const IDS: readonly RegExp[] = [
  // express-session
  /^s:([^.;\s]{1,256})\.[A-Za-z0-9+/]{43}=?$/,
  // itsdangerous (Flask-Session)
  /^([\w-]{16,64})\.[\w-]{27}$/,
  // cookie-signature without a mark (Fastify, Better Auth)
  /^([\w-]{16,64})\.[A-Za-z0-9+/]{43}=?$/,
  // WordPress
  /^[^|]{1,120}\|\d{10}\|([A-Za-z0-9]{43})\|[0-9a-f]{64}$/,
  // Keycloak and others: UUID.route
  /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.[\w.-]{1,64}$/i,
  // Tomcat
  /^([0-9A-F]{32})\.[\w-]{1,64}$/,
  // Jetty
  /^(node0[a-z0-9]{15,40})\.\w{1,64}$/,
];

/** Values that are the session: what a signature or a seal looks like at their end or their beginning. */
const CLIENT_SIDE: readonly RegExp[] = [
  // JWT, JWE
  /^ey[\w-]{3,}\.[\w-]*\.[\w-]*(?:\.[\w-]+\.[\w-]+)?$/,
  // PASETO
  /^v[1-4]\.(?:local|public)\.[\w-]+(?:\.[\w-]+)?$/,
  // Phoenix
  /^SFMyNTY\.[\w-]+\.[\w-]{43}$/,
  // Fernet
  /^gAAAAA[\w-]{60,}={0,2}$/,
  // iron-session, hapi
  /^Fe26\.2\*[^*]*(?:\*[^*]*){6}/,
  // Rails, encrypted and signed
  /^[A-Za-z0-9+/=]+--[A-Za-z0-9+/]{16}--[A-Za-z0-9+/]{22}==$/,
  /^[\w+/=-]+--(?:[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{128})$/,
  // ASP.NET Core
  /^CfDJ8[\w-]{20,}$/,
  // Django signed_cookies
  /^\.?[\w-]+:[0-9A-Za-z]{6}:(?:[\w-]{43}|[\w-]{27})$/,
  // Flask, Starlette
  /^\.?[\w+/-]{4,}={0,2}\.[\w-]{4,8}\.(?:[\w-]{27}|[\w-]{43}|[\w-]{86})$/,
  // Tornado
  /^2\|1:\d\|10:\d{10}\|\d+:[^|]*\|\d+:[^|]*\|[0-9a-f]{64}$/,
  // gorilla/securecookie
  /^MT[\w-]{60,}={0,2}$/,
];

/** Plain JSON, as text or in base64 (Laravel's envelope and cookie-session's payload begin so, too). */
const JSON_TEXT = /^(?:j:)?[{[]["[\]{}\d]|^ey[IAJ][\w+/-]{6,}={0,2}$|^W[1-3sy][\w+/-]{6,}={0,2}$/;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-([0-9a-f])[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** MongoDB's ids: a time and a counter. */
const OBJECT_ID = /^[0-9a-f]{24}$/;

/** UUIDs of versions 4 and 7 are random, the others are made of times and names. */
function isRandom(id: string): boolean {
  const version = UUID.exec(id)?.[1];
  if (version !== undefined) return version === '4' || version === '7';
  return !OBJECT_ID.test(id) && looksRandom(id);
}

/** Longest value that is looked at; browsers keep no longer ones. */
const LONGEST = 8192;

/**
 * The shape of a value, as much as following a session needs; `valueFormat` takes it apart and names it. The two
 * agree, which a test holds them to. Never throws; linear.
 */
export function valueShape(raw: string): ValueShape {
  if (raw.length > LONGEST) return { id: raw, clientSide: false, random: false };
  const decoded = raw.includes('%') ? (decodePercent(raw) ?? raw) : raw;
  const value = decoded.length > 1 && decoded.startsWith('"') && decoded.endsWith('"') ? decoded.slice(1, -1) : decoded;
  // Before JSON: a seal may begin by chance as JSON in base64 does, and a signed value may hold JSON.
  if (CLIENT_SIDE.some((pattern) => pattern.test(value))) return { id: raw, clientSide: true, random: true };
  if (JSON_TEXT.test(value)) return { id: raw, clientSide: true, random: false };
  for (const pattern of IDS) {
    const id = pattern.exec(value)?.[1];
    if (id !== undefined) return { id, clientSide: false, random: isRandom(id) };
  }
  return { id: raw, clientSide: false, random: isRandom(value) };
}
