import type { InspectorModel } from '../model/inspector-model.ts';
import { createJarEditorModel, type JarEditorModel } from './jar-editor-model.ts';

const jarEditor = new WeakMap<InspectorModel, JarEditorModel>();

/** The jar editor of an inspector, shared by the Cookies view and the details of a request. */
export function jarEditorOf(inspector: InspectorModel): JarEditorModel {
  const made = jarEditor.get(inspector) ?? createJarEditorModel(inspector, inspector.ends);
  jarEditor.set(inspector, made);
  return made;
}
