import type { ApiSameSite } from '../../cookies/browser-cookie.ts';
import type { CookieDraft, DraftField } from '../../trace/jar/cookie-draft.ts';
import type { MessageKey } from '../../trace/words/message-key.ts';
import { useWorld } from '../model/world.ts';
import { ExpiryField } from './expiry-field.tsx';
import { Field } from './form-field.tsx';
import { ValueTools } from './value-tools.tsx';

interface CookieFieldsProps {
  readonly draft: CookieDraft;
  readonly problems: ReadonlyMap<DraftField, string>;
  /** Hides the value while nobody types in it. */
  readonly veiled: boolean;
  readonly onChange: (changes: Partial<CookieDraft>) => void;
}

const sameSites: readonly { readonly value: ApiSameSite; readonly label: MessageKey }[] = [
  { value: 'lax', label: 'sameSiteLax' },
  { value: 'strict', label: 'sameSiteStrict' },
  { value: 'no_restriction', label: 'sameSiteNone' },
  { value: 'unspecified', label: 'sameSiteUnspecified' },
];

const flags: readonly { readonly field: 'hostOnly' | 'secure' | 'httpOnly'; readonly label: MessageKey }[] = [
  { field: 'hostOnly', label: 'factHostOnly' },
  { field: 'secure', label: 'factSecure' },
  { field: 'httpOnly', label: 'factHttpOnly' },
];

/** All attributes of a cookie as form fields, the most often changed first. */
export function CookieFields({ draft, problems, veiled, onChange }: CookieFieldsProps) {
  const { text } = useWorld();
  const line = (field: 'name' | 'domain' | 'path' | 'partition', label: MessageKey, placeholder?: string) => (
    <Field label={text.say(label)} problem={problems.get(field)}>
      {(id, described) => (
        <input
          id={id}
          type="text"
          spellcheck={false}
          autocomplete="off"
          autocapitalize="off"
          class="mono"
          placeholder={placeholder}
          value={draft[field]}
          aria-invalid={problems.has(field)}
          aria-describedby={described}
          onInput={(event) => onChange({ [field]: event.currentTarget.value })}
        />
      )}
    </Field>
  );
  return (
    <>
      {line('name', 'jarName')}
      <Field label={text.say('jarValue')} problem={problems.get('value')}>
        {(id, described) => (
          <textarea
            id={id}
            rows={3}
            spellcheck={false}
            class={veiled ? 'mono veiled' : 'mono'}
            value={draft.value}
            aria-invalid={problems.has('value')}
            aria-describedby={described}
            onInput={(event) => onChange({ value: event.currentTarget.value })}
          />
        )}
      </Field>
      <ValueTools value={draft.value} onValue={(value) => onChange({ value })} />
      <div class="jar-pair">
        {line('domain', 'factDomain')}
        {line('path', 'factPath')}
      </div>
      <ExpiryField expiry={draft.expiry} problem={problems.get('expiry')} onExpiry={(expiry) => onChange({ expiry })} />
      <div class="jar-flags">
        {flags.map(({ field, label }) => (
          <label key={field} class="check-field">
            <input
              type="checkbox"
              checked={draft[field]}
              onChange={(event) => onChange({ [field]: event.currentTarget.checked })}
            />
            {text.say(label)}
          </label>
        ))}
      </div>
      <div class="jar-pair">
        <Field label={text.say('factSameSite')}>
          {(id) => (
            <select
              id={id}
              value={draft.sameSite}
              onChange={(event) => {
                const found = sameSites.find(({ value }) => value === event.currentTarget.value);
                if (found !== undefined) onChange({ sameSite: found.value });
              }}
            >
              {sameSites.map(({ value, label }) => (
                <option key={value} value={value}>
                  {text.say(label)}
                </option>
              ))}
            </select>
          )}
        </Field>
        {line('partition', 'jarPartition', text.say('jarPartitionNone'))}
      </div>
    </>
  );
}
