import type { JarRow } from '../../trace/jar/jar-rows.ts';
import { phrase } from '../../trace/words/phrase.ts';
import { attempt } from '../model/attempt.ts';
import type { InspectorModel } from '../model/inspector-model.ts';
import type { MenuItem, MenuPlace } from '../model/menu-model.ts';
import type { JarEditorModel } from './jar-editor-model.ts';
import { deleteCookies, rowsOfAction } from './jar-keys.ts';

/** Opens the menu of a cookie, or of all marked cookies if it is one of them. */
export function openJarMenu(inspector: InspectorModel, jarEditor: JarEditorModel, row: JarRow, place: MenuPlace): void {
  const { text, menus, host, actions } = inspector;
  const rows = rowsOfAction(row, jarEditor);
  const [only, ...others] = rows;
  const copy = (label: 'jarCopyValue' | 'jarCopyPair', write: (row: JarRow) => string, between: string): MenuItem => ({
    label: text.say(label),
    run: () =>
      void attempt(actions, async () => {
        await host.copy(rows.map(write).join(between));
        actions.notify({ tone: 'good', said: phrase('copied') });
      }),
  });
  const alone: readonly MenuItem[] =
    others.length > 0 || only === undefined
      ? []
      : [
          {
            label: text.say('jarEditValue'),
            run: () => {
              jarEditor.inline.value = only.key;
            },
          },
          {
            label: text.say(only.isProtected ? 'jarUnprotect' : 'jarProtect'),
            run: () => void jarEditor.protect(only.cookie, !only.isProtected),
          },
        ];
  menus.menu.value = {
    ...place,
    label: text.plural('menuOfCookies', rows.length),
    items: () => [
      ...alone,
      copy('jarCopyValue', ({ cookie }) => cookie.value, '\n'),
      copy('jarCopyPair', ({ cookie }) => `${cookie.name}=${cookie.value}`, '; '),
      { label: text.say('jarDelete'), apart: true, run: () => deleteCookies(rows, jarEditor) },
    ],
  };
}
