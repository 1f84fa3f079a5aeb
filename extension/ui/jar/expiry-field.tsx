import { useId } from 'preact/hooks';
import { type DraftExpiry, localDateTime } from '../../trace/jar/cookie-draft.ts';
import type { MessageKey } from '../../trace/words/message-key.ts';
import { useWorld } from '../model/world.ts';

interface ExpiryFieldProps {
  readonly expiry: DraftExpiry;
  readonly problem: string | undefined;
  readonly onExpiry: (expiry: DraftExpiry) => void;
}

const kinds: readonly { readonly kind: DraftExpiry['kind']; readonly label: MessageKey }[] = [
  { kind: 'session', label: 'jarExpirySession' },
  { kind: 'date', label: 'jarExpiryDate' },
  { kind: 'duration', label: 'jarExpiryDuration' },
];

/** ms. */
const DAY = 86_400_000;

/** When the cookie expires: with the browser session, at a date, or after a time. */
export function ExpiryField({ expiry, problem, onExpiry }: ExpiryFieldProps) {
  const { text, host } = useWorld();
  const id = useId();
  const chosen = (kind: string): DraftExpiry => {
    switch (kind) {
      case 'date':
        return { kind: 'date', text: expiry.kind === 'date' ? expiry.text : localDateTime(host.now() + DAY) };
      case 'duration':
        return { kind: 'duration', text: '1h' };
      default:
        return { kind: 'session' };
    }
  };
  return (
    <div class="jar-field">
      <label class="jar-label" for={id}>
        {text.say('factExpires')}
      </label>
      <span class="jar-expiry">
        <select id={id} value={expiry.kind} onChange={(event) => onExpiry(chosen(event.currentTarget.value))}>
          {kinds.map(({ kind, label }) => (
            <option key={kind} value={kind}>
              {text.say(label)}
            </option>
          ))}
        </select>
        {expiry.kind === 'date' && (
          <input
            type="datetime-local"
            step="1"
            aria-label={text.say('jarExpiryDate')}
            value={expiry.text}
            aria-invalid={problem !== undefined}
            aria-describedby={problem === undefined ? undefined : `${id}-why`}
            onInput={(event) => onExpiry({ kind: 'date', text: event.currentTarget.value })}
          />
        )}
        {expiry.kind === 'duration' && (
          <input
            type="text"
            aria-label={text.say('jarExpiryDuration')}
            placeholder="2h 30m"
            value={expiry.text}
            aria-invalid={problem !== undefined}
            aria-describedby={problem === undefined ? undefined : `${id}-why`}
            onInput={(event) => onExpiry({ kind: 'duration', text: event.currentTarget.value })}
          />
        )}
      </span>
      {problem !== undefined && (
        <span id={`${id}-why`} class="bad jar-problem">
          {problem}
        </span>
      )}
    </div>
  );
}
