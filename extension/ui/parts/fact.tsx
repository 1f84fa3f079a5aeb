import type { ComponentChildren } from 'preact';
import type { BrowserCookie } from '../../cookies/browser-cookie.ts';
import type { MessageKey } from '../../trace/words/message-key.ts';
import { useWorld } from '../model/world.ts';
import type { TermId } from '../words/glossary.ts';
import { Countdown } from './countdown.tsx';
import { Term } from './term.tsx';

/** The labels that are explained. */
const hard: Readonly<Partial<Record<MessageKey, TermId>>> = {
  factHostOnly: 'host-only',
  factPartitioned: 'partitioned',
  factHttpOnly: 'http-only',
  factSameSite: 'same-site',
};

/** One fact of a list: its label and its value. */
export function Fact({ label, children }: { readonly label: MessageKey; readonly children: ComponentChildren }) {
  const { text } = useWorld();
  const word = hard[label];
  return (
    <div>
      <dt>{word === undefined ? text.say(label) : <Term word={word}>{text.say(label)}</Term>}</dt>
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
