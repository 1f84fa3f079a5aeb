import { looksRandom } from '../cookies/entropy.ts';
import { decodePercent } from '../cookies/percent.ts';

/** What a cookie's value says of the session it stands for. */
export interface SessionValue {
  /** What stays the same while the session lives: the id without its signature or route, or the whole value. */
  readonly id: string;
  /** True where the value holds the session's data itself and so changes while the session lives (Flask, JWT …). */
  readonly clientSide: boolean;
  /** True where the value looks as if it could not be guessed. */
  readonly random: boolean;
}

/**
 * Ids with something beside them that may change: a signature or the server that holds the session. A fold needs no more
 * than these; `value-format.ts` tells every form, and a test holds the two together.
 */
const ID_WITH_MORE: readonly RegExp[] = [
  // express-session: `s:`, the id, its HMAC.
  /^s:([^.;\s]{1,256})\.[A-Za-z0-9+/]{43}=?$/,
  // Flask-Session, Fastify, Better Auth: the id and its HMAC.
  /^([A-Za-z0-9_-]{16,64})\.(?:[A-Za-z0-9_-]{27}|[A-Za-z0-9+/]{43}=?)$/,
  // Tomcat, Jetty, and UUIDs behind a balancer: the id and its route.
  /^([0-9A-F]{32}|node0[a-z0-9]{15,40})\.[\w-]{1,64}$/,
  /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.[\w.-]{1,64}$/i,
];

/** Sessions that lie in the cookie: JSON or a sealed payload in base64 (JWT, itsdangerous, Rails, Laravel, ASP.NET …). */
const PAYLOAD = /^(?:eyJ|\.eJ|CfDJ8|BAh|gAAAAA|Fe26\.2\*|v[1-4]\.(?:local|public)\.|SFMyNTY\.)[\w+/=.*~:-]{20,}$/;

/** Readings made before: the same few values come with every request. */
const known = new Map<string, SessionValue>();
const MOST_KNOWN = 2_000;

/** Reads a cookie's value as a session's. */
export function readValue(value: string): SessionValue {
  const before = known.get(value);
  if (before !== undefined) return before;
  const reading = read(value);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(value, reading);
  return reading;
}

function read(value: string): SessionValue {
  const plain = (value.includes('%') ? decodePercent(value) : null) ?? value;
  for (const form of ID_WITH_MORE) {
    const id = form.exec(plain)?.[1];
    if (id !== undefined) return { id, clientSide: false, random: looksRandom(id) };
  }
  return { id: value, clientSide: PAYLOAD.test(plain), random: looksRandom(plain) };
}
