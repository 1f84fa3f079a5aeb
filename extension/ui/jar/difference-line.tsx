import { identityKey } from '../../cookies/cookie-identity.ts';
import type { Difference } from '../../trace/jar/compare-jars.ts';
import type { MessageKey } from '../../trace/words/message-key.ts';
import { useWorld } from '../model/world.ts';
import { Foreign } from '../parts/foreign.tsx';
import { Icon } from '../parts/icon.tsx';

const kindKeys: Readonly<Record<Difference['kind'], MessageKey>> = {
  added: 'jarAdded',
  removed: 'jarRemoved',
  changed: 'jarDiffers',
  same: 'jarRowSame',
};
const kindIcons = { added: 'plus', removed: 'cross', changed: 'swap', same: 'check' } as const;
const fieldKeys: Readonly<Record<Difference['fields'][number], MessageKey>> = {
  value: 'jarValue',
  secure: 'factSecure',
  httpOnly: 'factHttpOnly',
  sameSite: 'factSameSite',
  expirationDate: 'factExpires',
};

/** A unique key of a difference in its list. */
export function keyOf({ before, after }: Difference): string {
  const cookie = after ?? before;
  return cookie === undefined ? '' : identityKey(cookie);
}

/** One added, removed or changed cookie, and what changed. */
export function DifferenceLine({ difference: { kind, before, after, fields } }: { readonly difference: Difference }) {
  const { text } = useWorld();
  const cookie = after ?? before;
  if (cookie === undefined) return null;
  return (
    <li class="wrap">
      <Icon name={kindIcons[kind]} /> {text.say(kindKeys[kind])}{' '}
      <b class="mono">
        {cookie.name === '' ? <span class="dim">{text.say('nameless')}</span> : <Foreign text={cookie.name} />}
      </b>{' '}
      <span class="dim">
        <Foreign text={`${cookie.domain} ${cookie.path}`} />
        {fields.length > 0 && `: ${fields.map((field) => text.say(fieldKeys[field])).join(', ')}`}
      </span>
    </li>
  );
}
