import { identityOf } from '../../trace/jar/jar-edit.ts';
import type { JarLine, JarRow } from '../../trace/jar/jar-rows.ts';
import { phrase } from '../../trace/words/phrase.ts';
import type { JarEditorModel } from './jar-editor-model.ts';
import { listedKeys, toggledMark, toggledMarks } from './marks.ts';

/** Keys of the cookie table: Ctrl+A and Space mark, F2 edits the value, Delete deletes. Returns whether the key was handled. */
export function onJarKey(event: KeyboardEvent, line: JarLine | undefined, jarEditor: JarEditorModel): boolean {
  const { marked } = jarEditor;
  const row = line?.kind === 'row' ? line.row : undefined;
  if (event.ctrlKey || event.metaKey) {
    if (event.key !== 'a') return false;
    marked.value = toggledMarks(listedKeys(jarEditor.lines.peek()), marked.peek());
    return true;
  }
  if (event.altKey) return false;
  if (event.key === 'F2') {
    if (row !== undefined) jarEditor.inline.value = row.key;
    return row !== undefined;
  }
  if (event.key === ' ') {
    if (row !== undefined) marked.value = toggledMark(row.key, marked.peek());
    return row !== undefined;
  }
  if (event.key !== 'Delete') return false;
  deleteCookies(markedRows(jarEditor) ?? (row === undefined ? [] : [row]), jarEditor);
  return true;
}

/** The cookies that an action on a row is about: the row's, or all marked ones if it is one of them. */
export function rowsOfAction(row: JarRow, jarEditor: JarEditorModel): readonly JarRow[] {
  return jarEditor.marked.peek().has(row.key) ? (markedRows(jarEditor) ?? [row]) : [row];
}

/** The marked cookies in the list; undefined if there are none. */
function markedRows({ lines, marked }: JarEditorModel): readonly JarRow[] | undefined {
  const keys = marked.peek();
  const rows = lines.peek().flatMap((line) => (line.kind === 'row' && keys.has(line.row.key) ? [line.row] : []));
  return rows.length === 0 ? undefined : rows;
}

/** Deletes cookies as one action, with Undo. */
export function deleteCookies(rows: readonly JarRow[], jarEditor: JarEditorModel): void {
  if (rows.length === 0) return;
  void jarEditor.change(
    'delete',
    rows.map(({ cookie }) => ({ kind: 'delete', identity: identityOf(cookie) })),
    (count) => phrase('jarDeleted', count),
  );
}
