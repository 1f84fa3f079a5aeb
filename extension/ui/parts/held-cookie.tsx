import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import type { BrowserCookie } from '../../cookies/browser-cookie.ts';
import { partitionText } from '../../cookies/cookie-identity.ts';
import type { SessionLabel } from '../../trace/model/session.ts';
import type { MessageKey } from '../../trace/words/message-key.ts';
import type { CookieActions } from '../model/cookie-actions.ts';
import { useWorld } from '../model/world.ts';
import { Chip } from './chip.tsx';
import { Countdown } from './countdown.tsx';
import { DeleteButtons } from './delete-buttons.tsx';
import { Foreign } from './foreign.tsx';
import { SecretButtons, SecretText } from './secret.tsx';

interface HeldCookieProps {
  readonly cookie: BrowserCookie;
  readonly session: SessionLabel | undefined;
  readonly actions: CookieActions;
  /** The tab that "Delete and reload" reloads; absent if there is none. */
  readonly tabId: number | undefined;
  /** Leaves out the facts that only the inspector shows. */
  readonly compact?: boolean;
  /** Leaves out the delete buttons, if they are shown elsewhere. */
  readonly bare?: boolean;
  /** An extra button beside Reveal and Copy. */
  readonly more?: ComponentChildren;
}

/** A current cookie of the browser, with its actions. */
export function HeldCookie({ cookie, session, actions, tabId, compact = false, bare = false, more }: HeldCookieProps) {
  const revealed = useSignal(false);
  return (
    <div class="card">
      <div class="pair">
        <span class="mono wrap">
          <b>
            <Foreign text={cookie.name} />
          </b>
          <span class="dim"> = </span>
          {session !== undefined && !revealed.value ? (
            <Chip session={session} />
          ) : (
            <SecretText value={cookie.value} revealed={revealed.value} />
          )}
        </span>
        <span class="buttons">
          {more}
          <SecretButtons name={cookie.name} value={cookie.value} revealed={revealed} />
        </span>
      </div>
      <CookieFacts cookie={cookie} compact={compact} />
      {!bare && <DeleteButtons cookie={cookie} actions={actions} tabId={tabId} />}
    </div>
  );
}

const sameSiteKeys: Readonly<Record<BrowserCookie['sameSite'], MessageKey>> = {
  no_restriction: 'sameSiteNone',
  lax: 'sameSiteLax',
  strict: 'sameSiteStrict',
  unspecified: 'sameSiteUnspecified',
};

function CookieFacts({ cookie, compact }: { readonly cookie: BrowserCookie; readonly compact: boolean }) {
  const { text } = useWorld();
  const yesNo = (is: boolean): string => text.say(is ? 'yes' : 'no');
  const partition = partitionText(cookie.partitionKey);
  const facts: readonly { readonly key: MessageKey; readonly value: ComponentChildren; readonly full?: true }[] = [
    { key: 'factDomain', value: <Foreign text={cookie.domain} /> },
    { key: 'factHostOnly', value: text.say(cookie.hostOnly ? 'factHostOnlyYes' : 'factHostOnlyNo'), full: true },
    { key: 'factPath', value: <Foreign text={cookie.path} /> },
    { key: 'factExpires', value: <Expiry cookie={cookie} /> },
    { key: 'factSecure', value: yesNo(cookie.secure), full: true },
    { key: 'factHttpOnly', value: yesNo(cookie.httpOnly), full: true },
    { key: 'factSameSite', value: text.say(sameSiteKeys[cookie.sameSite]), full: true },
    {
      key: 'factPartitioned',
      value: partition === '' ? text.say('no') : <Foreign text={partition} />,
      full: true,
    },
    { key: 'factStore', value: <Foreign text={cookie.storeId} />, full: true },
  ];
  return (
    <dl class="facts">
      {facts
        .filter(({ full }) => !compact || full !== true)
        .map(({ key, value }) => (
          <div key={key}>
            <dt>{text.say(key)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

function Expiry({ cookie }: { readonly cookie: BrowserCookie }) {
  const { text } = useWorld();
  if (cookie.expirationDate === undefined) return <>{text.say('endsWithBrowser')}</>;
  const until = cookie.expirationDate * 1000;
  return (
    <>
      <Countdown until={until} /> <span class="dim">({text.day(until)})</span>
    </>
  );
}
