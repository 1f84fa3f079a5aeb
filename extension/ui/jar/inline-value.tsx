import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { JarRow } from '../../trace/jar/jar-rows.ts';
import { code, phrase } from '../../trace/words/phrase.ts';
import { useWorld } from '../model/world.ts';
import { faultKeys } from './form-words.ts';
import { inlineEdit } from './inline-edit.ts';
import { useJarEditor } from './jar-editor-context.ts';

/** A cookie's value while it is edited in the table: Enter saves it, as does leaving the field; Escape keeps the old one. */
export function InlineValue({ row: { key, cookie } }: { readonly row: JarRow }) {
  const { text, host } = useWorld();
  const jarEditor = useJarEditor();
  const [began] = useState(cookie.value);
  const [typed, setTyped] = useState(began);
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);
  const edit = inlineEdit(cookie, began, typed, host.now());
  const fault =
    edit.kind === 'wrong' ? edit.problems.find(({ field }) => field === 'value' || field === 'name') : undefined;

  const leave = (focus: boolean): void => {
    const row = input.current?.closest('tr');
    if (jarEditor.inline.peek() === key) jarEditor.inline.value = undefined;
    if (focus) row?.focus();
  };
  const save = (focus: boolean): void => {
    if (jarEditor.inline.peek() !== key) return;
    if (edit.kind === 'wrong' && focus) return;
    leave(focus);
    if (edit.kind !== 'changed') return;
    void jarEditor.change('edit', [{ kind: 'put', cookie: edit.cookie }], () => phrase('jarSaved', code(cookie.name)));
  };
  return (
    <input
      ref={input}
      class="jar-inline mono"
      type="text"
      spellcheck={false}
      autocomplete="off"
      aria-label={text.say('jarValueOf', cookie.name)}
      aria-invalid={fault !== undefined}
      title={fault === undefined ? text.say('jarInlineWhat') : text.say(faultKeys[fault.fault])}
      value={typed}
      onInput={(event) => setTyped(event.currentTarget.value)}
      onBlur={() => save(false)}
      onContextMenu={(event) => event.stopPropagation()}
      onKeyDown={(event) => {
        // The keys of the table are not meant.
        event.stopPropagation();
        if (event.isComposing) return;
        if (event.key === 'Enter') save(true);
        else if (event.key === 'Escape') leave(true);
      }}
    />
  );
}
