import type { JarLine } from '../../trace/jar/jar-rows.ts';

/** The keys of the cookies in the list. */
export function listedKeys(lines: readonly JarLine[]): readonly string[] {
  return lines.flatMap((line) => (line.kind === 'row' ? [line.row.key] : []));
}

/** Whether all cookies in the list are marked; false for an empty list. */
export function areAllMarked(keys: readonly string[], marked: ReadonlySet<string>): boolean {
  return keys.length > 0 && keys.every((key) => marked.has(key));
}

/** Marks all, or none if all are marked. */
export function toggledMarks(keys: readonly string[], marked: ReadonlySet<string>): ReadonlySet<string> {
  return new Set(areAllMarked(keys, marked) ? [] : keys);
}

/** Toggles one mark. */
export function toggledMark(key: string, marked: ReadonlySet<string>): ReadonlySet<string> {
  const next = new Set(marked);
  if (!next.delete(key)) next.add(key);
  return next;
}
