import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { WorkshopModel } from './jar-editor-model.ts';

export const WorkshopContext = createContext<WorkshopModel | undefined>(undefined);

/** The workshop that a component belongs to; it must stand below a WorkshopContext. */
export function useWorkshop(): WorkshopModel {
  const workshop = useContext(WorkshopContext);
  if (workshop === undefined) throw new Error('A component was mounted without its WorkshopContext.');
  return workshop;
}
