import { useId, useState } from 'preact/hooks';
import type { ApiSameSite, BrowserCookie } from '../../cookies/browser-cookie.ts';
import { identityKey } from '../../cookies/cookie-identity.ts';
import { type CookieDraft, type DraftField, readDraft } from '../../trace/workshop/cookie-draft.ts';
import { identityOf, type JarStep } from '../../trace/workshop/jar-step.ts';
import { describeOutcome, judgePut } from '../../trace/workshop/judge-put.ts';
import { useInspector } from '../inspector-context.ts';
import type { MessageKey } from '../words/message-key.ts';
import { code, phrase } from '../words/phrase.ts';
import { useWorld } from '../world.ts';
import { ExpiryField } from './expiry-field.tsx';
import { ValueTools } from './value-tools.tsx';
import { useWorkshop } from './workshop-context.ts';

interface CookieFormProps {
  readonly draft: CookieDraft;
  /** The cookie that is edited; absent for a new one. */
  readonly original?: BrowserCookie;
  /** Called with the key of what the browser kept. */
  readonly onStored: (key: string) => void;
}

const sameSites: readonly { readonly value: ApiSameSite; readonly label: MessageKey }[] = [
  { value: 'lax', label: 'sameSiteLax' },
  { value: 'strict', label: 'sameSiteStrict' },
  { value: 'no_restriction', label: 'sameSiteNone' },
  { value: 'unspecified', label: 'sameSiteUnspecified' },
];

const texts: readonly { readonly field: 'name' | 'domain' | 'path'; readonly label: MessageKey }[] = [
  { field: 'name', label: 'jarName' },
  { field: 'domain', label: 'factDomain' },
  { field: 'path', label: 'factPath' },
];

const flags: readonly { readonly field: 'hostOnly' | 'secure' | 'httpOnly'; readonly label: MessageKey }[] = [
  { field: 'hostOnly', label: 'factHostOnly' },
  { field: 'secure', label: 'factSecure' },
  { field: 'httpOnly', label: 'factHttpOnly' },
];

/** The form of a cookie: judged by this browser's rules while it is typed, and told after what the browser made of it. */
export function CookieForm({ draft: given, original, onStored }: CookieFormProps) {
  const { text, host } = useWorld();
  const { jar } = useInspector();
  const workshop = useWorkshop();
  const [draft, setDraft] = useState(given);
  const [outcome, setOutcome] = useState<readonly string[]>([]);
  const set = (changes: Partial<CookieDraft>): void => setDraft({ ...draft, ...changes });

  const read = readDraft(draft, host.now(), original);
  const pristine = JSON.stringify(draft) === JSON.stringify(given);
  const problems = new Map<DraftField, string>();
  // A new form is empty because nobody has typed yet.
  if ('problems' in read && !pristine) for (const { field, why } of read.problems) problems.set(field, why);
  const held = jar.cookies.value ?? [];
  const verdict =
    'cookie' in read
      ? judgePut(read.cookie, { rules: workshop.rules, suffixes: workshop.suffixes(), jar: held, now: host.now() })
      : undefined;
  const overwrites =
    'cookie' in read &&
    held.some((cookie) => identityKey(cookie) === identityKey(read.cookie)) &&
    (original === undefined || identityKey(original) !== identityKey(read.cookie));
  const untouched = original !== undefined && pristine;

  const save = async (): Promise<void> => {
    if (!('cookie' in read)) return;
    const { cookie } = read;
    const steps: JarStep[] = [{ kind: 'put', cookie }];
    // Another name, domain or path is another cookie: the old one would stay beside it.
    if (original !== undefined && identityKey(original) !== identityKey(cookie)) {
      steps.push({ kind: 'delete', identity: identityOf(original) });
    }
    const answer = await workshop.change('edit', steps, () => phrase('jarSaved', code(cookie.name)));
    const result = answer?.results[0];
    if (result?.ok !== true) return;
    const stored = result.change?.after ?? cookie;
    const told = describeOutcome(cookie, stored);
    setOutcome(told);
    if (told.length === 0) onStored(identityKey(stored));
  };

  return (
    <form
      class="jar-form"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {texts.map(({ field, label }) => (
        <Field key={field} label={text.say(label)} problem={problems.get(field)}>
          {(id) => (
            <input
              id={id}
              type="text"
              spellcheck={false}
              autocomplete="off"
              class="mono"
              value={draft[field]}
              aria-invalid={problems.has(field)}
              onInput={(event) => set({ [field]: event.currentTarget.value })}
            />
          )}
        </Field>
      ))}
      <Field label={text.say('jarValue')} problem={problems.get('value')}>
        {(id) => (
          <textarea
            id={id}
            rows={3}
            spellcheck={false}
            class="mono"
            value={draft.value}
            aria-invalid={problems.has('value')}
            onInput={(event) => set({ value: event.currentTarget.value })}
          />
        )}
      </Field>
      <ValueTools value={draft.value} onValue={(value) => set({ value })} />
      <ExpiryField expiry={draft.expiry} problem={problems.get('expiry')} onExpiry={(expiry) => set({ expiry })} />
      <div class="jar-flags">
        {flags.map(({ field, label }) => (
          <label key={field} class="jar-check">
            <input
              type="checkbox"
              checked={draft[field]}
              onChange={(event) => set({ [field]: event.currentTarget.checked })}
            />
            {text.say(label)}
          </label>
        ))}
      </div>
      <Field label={text.say('factSameSite')} problem={undefined}>
        {(id) => (
          <select
            id={id}
            value={draft.sameSite}
            onChange={(event) => {
              const found = sameSites.find(({ value }) => value === event.currentTarget.value);
              if (found !== undefined) set({ sameSite: found.value });
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
      <Field label={text.say('jarPartition')} problem={problems.get('partition')}>
        {(id) => (
          <input
            id={id}
            type="text"
            spellcheck={false}
            autocomplete="off"
            placeholder={text.say('jarPartitionNone')}
            value={draft.partition}
            aria-invalid={problems.has('partition')}
            onInput={(event) => set({ partition: event.currentTarget.value })}
          />
        )}
      </Field>
      <div class="jar-judged" aria-live="polite">
        {verdict !== undefined && !verdict.accepted && (
          <div class="bad">
            <b>{text.say('jarWouldBeRefused')}</b>
            <ul>
              {verdict.refusals.map((why) => (
                <li key={why}>{why}</li>
              ))}
            </ul>
          </div>
        )}
        {verdict?.warnings.map(({ code: about, text: why }) => (
          <p key={about} class="warn">
            {why}
          </p>
        ))}
        {overwrites && <p class="warn">{text.say('jarOverwrites')}</p>}
        {outcome.map((told) => (
          <p key={told} class="warn">
            {told}
          </p>
        ))}
      </div>
      <div class="actions">
        <button type="submit" class="primary" disabled={!('cookie' in read) || untouched || workshop.busy.value}>
          {text.say(verdict?.accepted === false ? 'jarSaveAnyway' : 'save')}
        </button>
        {original !== undefined && (
          <button type="button" disabled={untouched} onClick={() => setDraft(given)}>
            {text.say('jarRevert')}
          </button>
        )}
      </div>
    </form>
  );
}

interface FieldProps {
  readonly label: string;
  readonly problem: string | undefined;
  /** The control, given the id that ties it to its name. */
  readonly children: (id: string) => preact.ComponentChildren;
}

/** A field with its name, and below it what is wrong with it. */
function Field({ label, problem, children }: FieldProps) {
  const id = useId();
  return (
    <div class="jar-field">
      <label class="jar-label" for={id}>
        {label}
      </label>
      {children(id)}
      {problem !== undefined && <span class="bad jar-problem">{problem}</span>}
    </div>
  );
}
