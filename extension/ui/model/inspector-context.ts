import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { InspectorModel } from './inspector-model.ts';

export const InspectorContext = createContext<InspectorModel | undefined>(undefined);

/** The inspector of a component; it must be below an InspectorContext. */
export function useInspector(): InspectorModel {
  const inspector = useContext(InspectorContext);
  if (inspector === undefined) throw new Error('A component was mounted without its InspectorContext.');
  return inspector;
}
