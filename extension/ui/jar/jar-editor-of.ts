import type { InspectorModel } from '../model/inspector-model.ts';
import { createWorkshopModel, type WorkshopModel } from './jar-editor-model.ts';

const workshops = new WeakMap<InspectorModel, WorkshopModel>();

/** The workshop of an inspector: the view of cookies and a request's details show the same one. */
export function workshopOf(inspector: InspectorModel): WorkshopModel {
  const made = workshops.get(inspector) ?? createWorkshopModel(inspector, inspector.ends);
  workshops.set(inspector, made);
  return made;
}
