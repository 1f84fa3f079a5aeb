import type { Scene } from '../scene.ts';
import { HEALTHY_LIVES } from './healthy-lives.ts';
import { HEALTHY_SIGN_INS } from './healthy-sign-ins.ts';
import { NOT_KEPT } from './not-kept.ts';
import { NOT_SENT } from './not-sent.ts';
import { OVERWRITTEN } from './overwritten.ts';
import { RACES } from './races.ts';
import { SCENES } from './scenes.ts';
import { SIGN_OUT } from './sign-out.ts';

/** One browser plays them all: it lets third-party cookies through. */
const canBePlayed = ({ thirdPartyCookies }: Scene): boolean => thirdPartyCookies === 'allowed';

/** Every scene that one browser can play. */
export const ALL_LIVE: readonly Scene[] = SCENES.filter(canBePlayed);

/** Healthy ones that turn on what browsers do, not on what a server knows. */
const HEALTHY: ReadonlySet<string> = new Set([
  'django-login',
  'express-login',
  'single-sign-on',
  'form-post-sign-on',
  'two-tabs',
  'subdomains',
  'widget',
  'cors-api',
]);

/** Second ones of a kind: one of each is enough of a browser's time. */
const OF_A_KIND: ReadonlySet<string> = new Set([
  'domain-of-another',
  'host-prefix-with-domain',
  'clock-behind',
  'secure-then-http',
  'regenerate-race',
  'logout-other-domain',
  'logout-leaves-twin',
]);

/** What real browsers play at each run of the tests: the scenes that turn on what browsers do. */
export const SEEN_LIVE: readonly Scene[] = [
  ...NOT_KEPT,
  ...NOT_SENT,
  ...RACES,
  ...OVERWRITTEN,
  ...SIGN_OUT,
  ...[...HEALTHY_SIGN_INS, ...HEALTHY_LIVES].filter(({ id }) => HEALTHY.has(id)),
].filter((scene) => canBePlayed(scene) && !OF_A_KIND.has(scene.id));
