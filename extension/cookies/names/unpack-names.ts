import type { CookieRole, NameCertainty } from './cookie-role.ts';
import type { NameGroup } from './known-cookie.ts';

/** The roles, each of which is packed as the letter of its place: `a` for the first. */
export const PACKED_ROLES: readonly CookieRole[] = [
  'session',
  'sign-in',
  'access-token',
  'refresh-token',
  'remember-me',
  'device',
  'sign-in-status',
  'csrf',
  'state',
  'signature',
  'load-balancer',
  'firewall',
  'waiting-room',
  'consent',
  'analytics',
  'monitoring',
  'ads',
  'chat',
  'preference',
  'cart',
  'payment',
  'cache',
  'message',
  'probe',
  'other',
];

const CERTAINTIES: Readonly<Record<string, NameCertainty>> = { c: 'certain', g: 'generic', v: 'vague' };

/** The groups of cookie names that the build packed: see `scripts/pack-names.ts`. */
export function unpackNames(packed: string): readonly NameGroup[] {
  // What typed records held when they were packed.
  return packed.split('\n\n').map(unpackGroup) as readonly NameGroup[];
}

function unpackGroup(text: string): object {
  const [head = '', ...lines] = text.split('\n');
  const [product, framework, certainty, anyCase] = head.split('|');
  const names = lines.flatMap((line) => {
    const [details = '', list = ''] = line.split('\t');
    const [[letter = '', sure = ''] = '', ...more] = details.split(' ');
    const pairs = more.map((each) => each.split('='));
    const about = {
      role: PACKED_ROLES[letter.charCodeAt(0) - 97],
      ...(sure && { certainty: CERTAINTIES[sure] }),
      ...Object.fromEntries(pairs.map(([key, value]) => [key, value === 'true' || value])),
    };
    return list.split(' ').map((name) => [name, about] as const);
  });
  return {
    ...(product && { product }),
    ...(framework && { framework }),
    ...(certainty && { certainty: CERTAINTIES[certainty] }),
    ...(anyCase && { anyCase: true }),
    names: Object.fromEntries(names),
  };
}
