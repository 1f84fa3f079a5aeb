import { isRedacted } from '../../cookies/redacted.ts';
import { noValueIn } from './no-value.ts';

/** Authorization by its scheme; the last is one that holds `undefined`, `null` or nothing where a token belongs. */
const AUTHORIZATION = [
  'Authorization',
  'Authorization (Bearer)',
  'Authorization (Basic)',
  'Authorization (DPoP)',
  'Authorization (Negotiate)',
  'Authorization-empty',
] as const;

/** Headers by which applications send a token of their own. */
const OWN_HEADERS = ['X-Auth-Token', 'X-Access-Token', 'X-Session-Id', 'X-Session-Token'] as const;

/** All of them, for those who read them from files. */
export const CREDENTIALS = [...AUTHORIZATION, ...OWN_HEADERS] as const;

/** That a request carried a credential in a header, and which; its value is never kept. */
export type Credential = (typeof CREDENTIALS)[number];

const BY_NAME: ReadonlyMap<string, Credential> = new Map(OWN_HEADERS.map((name) => [name.toLowerCase(), name]));
const BY_SCHEME: ReadonlyMap<string, Credential> = new Map(
  AUTHORIZATION.map((name) => [/\((\w+)\)/.exec(name)?.[1]?.toLowerCase() ?? '', name]),
);

function byScheme(value: string): Credential {
  if (isRedacted(value)) return 'Authorization';
  const [scheme = '', rest = ''] = value.trim().split(/\s+/, 2);
  if (rest === '' || noValueIn(rest) !== undefined)
    return noValueIn(scheme) !== undefined || BY_SCHEME.has(scheme.toLowerCase())
      ? 'Authorization-empty'
      : 'Authorization';
  return BY_SCHEME.get(scheme.toLowerCase()) ?? 'Authorization';
}

/**
 * Which credential the headers of a request hold.
 *
 * @param headers with their names in lower case
 */
export function credentialIn(headers: Iterable<readonly [name: string, value: string]>): Credential | undefined {
  let own: Credential | undefined;
  for (const [name, value] of headers) {
    if (name === 'authorization') return byScheme(value);
    own ??= BY_NAME.get(name);
  }
  return own;
}

/** True for a token that scripts send. What browsers add by themselves speaks of no sign-in of the application. */
export function isToken(credential: Credential | undefined): boolean {
  return (
    credential !== undefined && credential !== 'Authorization (Basic)' && credential !== 'Authorization (Negotiate)'
  );
}
