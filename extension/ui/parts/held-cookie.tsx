import type { ComponentChildren } from 'preact';
import type { BrowserCookie } from '../../cookies/browser-cookie.ts';
import type { SessionLabel } from '../../trace/model/session.ts';
import type { CookieActions } from '../model/cookie-actions.ts';
import { Chip } from './chip.tsx';
import { DeleteButtons } from './delete-buttons.tsx';
import { Foreign } from './foreign.tsx';
import { SecretButtons, SecretText, useReveal } from './secret.tsx';

interface HeldCookieProps {
  readonly cookie: BrowserCookie;
  readonly session: SessionLabel | undefined;
  readonly actions: CookieActions;
  /** The tab that "Delete and reload" reloads; absent if there is none. */
  readonly tabId: number | undefined;
  /** The cookie's attributes. */
  readonly facts: ComponentChildren;
  /** Leaves out the delete buttons, if they are shown elsewhere. */
  readonly bare?: boolean;
  /** An extra button beside Reveal and Copy. */
  readonly more?: ComponentChildren;
}

/** A current cookie of the browser, with its actions. */
export function HeldCookie({ cookie, session, actions, tabId, facts, bare = false, more }: HeldCookieProps) {
  const reveal = useReveal();
  return (
    <div class="card">
      <div class="pair">
        <span class="mono wrap">
          <b>
            <Foreign text={cookie.name} />
          </b>
          <span class="dim"> = </span>
          {session !== undefined && !reveal.revealed ? (
            <Chip session={session} />
          ) : (
            <SecretText value={cookie.value} revealed={reveal.revealed} />
          )}
        </span>
        <span class="buttons">
          {more}
          <SecretButtons name={cookie.name} value={cookie.value} reveal={reveal} />
        </span>
      </div>
      <dl class="facts">{facts}</dl>
      {!bare && <DeleteButtons cookie={cookie} actions={actions} tabId={tabId} />}
    </div>
  );
}
