import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { JarEditorModel } from './jar-editor-model.ts';

export const JarEditorContext = createContext<JarEditorModel | undefined>(undefined);

/** The jar editor of a component; it must be below a JarEditorContext. */
export function useJarEditor(): JarEditorModel {
  const jarEditor = useContext(JarEditorContext);
  if (jarEditor === undefined) throw new Error('A component was mounted without its JarEditorContext.');
  return jarEditor;
}
