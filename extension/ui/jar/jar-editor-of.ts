import type { InspectorModel } from '../model/inspector-model.ts';
import { createJarEditorModel, type JarEditorModel } from './jar-editor-model.ts';

const jarEditor = new WeakMap<InspectorModel, JarEditorModel>();

/** The jar editor of an inspector: the view of cookies and a request's details show the same one. */
export function jarEditorOf(inspector: InspectorModel): JarEditorModel {
  const made = jarEditor.get(inspector) ?? createJarEditorModel(inspector, inspector.ends);
  jarEditor.set(inspector, made);
  return made;
}
