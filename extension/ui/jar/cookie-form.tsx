import { useState } from 'preact/hooks';
import type { BrowserCookie } from '../../cookies/browser-cookie.ts';
import { identityKey } from '../../cookies/cookie-identity.ts';
import { type CookieDraft, type DraftField, readDraft } from '../../trace/jar/cookie-draft.ts';
import { identityOf, type JarEdit } from '../../trace/jar/jar-edit.ts';
import { judgePut } from '../../trace/jar/judge-put.ts';
import { outcomesOf } from '../../trace/jar/put-outcome.ts';
import { code, phrase } from '../../trace/words/phrase.ts';
import { useInspector } from '../model/inspector-context.ts';
import { useWorld } from '../model/world.ts';
import { CookieFields } from './cookie-fields.tsx';
import { FormJudgement } from './form-judgement.tsx';
import { faultKeys } from './form-words.ts';
import { useJarEditor } from './jar-editor-context.ts';

interface CookieFormProps {
  readonly draft: CookieDraft;
  /** The cookie that is edited; absent for a new one. */
  readonly original?: BrowserCookie;
  /** Hides the value while nobody types in it. */
  readonly veiled?: boolean;
  /** Called with the key of the cookie that the browser stored. */
  readonly onStored: (key: string) => void;
}

/** The typed draft, and the cookie it started from. */
interface Typed {
  readonly draft: CookieDraft;
  readonly base: CookieDraft;
}

const same = (a: CookieDraft, b: CookieDraft): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The form of a cookie: shows this browser's verdict while typing, and after saving what the browser stored. */
export function CookieForm({ draft: given, original, veiled = false, onStored }: CookieFormProps) {
  const { text, host } = useWorld();
  const { jar } = useInspector();
  const jarEditor = useJarEditor();
  // Typed text survives a change of the cookie; an untouched form follows the cookie.
  const [typed, setTyped] = useState<Typed | undefined>(undefined);
  const draft = typed?.draft ?? given;
  const pristine = same(draft, given);
  const overtaken = typed !== undefined && !pristine && !same(typed.base, given);

  const read = readDraft(draft, host.now(), original);
  const problems = new Map<DraftField, string>();
  // Do not report an empty name before the user has typed.
  if ('problems' in read && !pristine) {
    for (const { field, fault } of read.problems) problems.set(field, text.say(faultKeys[fault]));
  }
  const held = jar.cookies.value ?? [];
  const { rules } = jarEditor;
  const verdict =
    'cookie' in read
      ? judgePut(read.cookie, { rules, suffixes: jarEditor.suffixes(), jar: held, now: host.now() })
      : undefined;
  const overwrites =
    'cookie' in read &&
    held.some((cookie) => identityKey(cookie) === identityKey(read.cookie)) &&
    (original === undefined || identityKey(original) !== identityKey(read.cookie));
  const untouched = original !== undefined && pristine;

  const save = async (): Promise<void> => {
    if (!('cookie' in read)) return;
    const { cookie } = read;
    const edits: JarEdit[] = [{ kind: 'put', cookie }];
    // A different name, domain or path makes a different cookie: remove the old one too.
    if (original !== undefined && identityKey(original) !== identityKey(cookie)) {
      edits.push({ kind: 'delete', identity: identityOf(original) });
    }
    const answer = await jarEditor.change('edit', edits, () => phrase('jarSaved', code(cookie.name)));
    const result = answer?.results[0];
    if (result?.ok !== true) return;
    const stored = result.change?.after ?? cookie;
    const key = identityKey(stored);
    setTyped(undefined);
    onStored(key);
    jarEditor.outcome.value = { key, outcomes: outcomesOf(cookie, stored) };
  };

  return (
    <form
      class="jar-form"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <CookieFields
        draft={draft}
        problems={problems}
        veiled={veiled}
        onChange={(changes) => setTyped({ draft: { ...draft, ...changes }, base: typed?.base ?? given })}
      />
      <FormJudgement verdict={verdict} overwrites={overwrites} overtaken={overtaken} />
      <div class="actions">
        <button type="submit" class="primary" disabled={!('cookie' in read) || untouched || jarEditor.busy.value}>
          {text.say(verdict?.accepted === false ? 'jarSaveAnyway' : 'save')}
        </button>
        {original !== undefined && (
          <button type="button" disabled={untouched} onClick={() => setTyped(undefined)}>
            {text.say('jarRevert')}
          </button>
        )}
      </div>
    </form>
  );
}
