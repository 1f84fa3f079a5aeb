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
  'flask-login',
  'php-login',
  'express-login',
  'single-sign-on',
  'form-post-sign-on',
  'analytics',
  'parallel-calls',
  'two-tabs',
  'subdomains',
  'widget',
  'cors-api',
]);

/** What real browsers play at each run of the tests: the scenes that turn on what browsers do. */
export const SEEN_LIVE: readonly Scene[] = [
  ...NOT_KEPT,
  ...NOT_SENT,
  ...RACES,
  ...OVERWRITTEN,
  ...SIGN_OUT,
  ...[...HEALTHY_SIGN_INS, ...HEALTHY_LIVES].filter(({ id }) => HEALTHY.has(id)),
].filter(canBePlayed);
