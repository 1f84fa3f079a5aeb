import type { ComponentChildren } from 'preact';
import type { BrowserCookie } from '../../cookies/browser-cookie.ts';
import type { MessageKey } from '../../trace/words/message-key.ts';
import { useWorld } from '../model/world.ts';
import { Countdown } from './countdown.tsx';

/** One fact of a list: its label and its value. */
export function Fact({ label, children }: { readonly label: MessageKey; readonly children: ComponentChildren }) {
  const { text } = useWorld();
  return (
    <div>
      <dt>{text.say(label)}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** When a cookie expires, and how long that is. */
export function ExpiryFact({ cookie: { expirationDate } }: { readonly cookie: BrowserCookie }) {
  const { text } = useWorld();
  if (expirationDate === undefined) return <Fact label="factExpires">{text.say('endsWithBrowser')}</Fact>;
  const until = expirationDate * 1000;
  return (
    <Fact label="factExpires">
      <Countdown until={until} /> <span class="dim">({text.day(until)})</span>
    </Fact>
  );
}
