import { createContext } from 'preact';
import { useContext, useState } from 'preact/hooks';
import type { RequestEntry } from '../../trace/model/entry.ts';
import { HARMLESS, type Reveal } from '../parts/secret.tsx';

/** Whether the user revealed all values of the pane. */
export const RevealAll = createContext(false);

/** How a value is shown: masked, unless it is harmless, or the user or the whole pane reveals it. */
export function usePaneReveal(isHarmless = false): Reveal {
  const all = useContext(RevealAll);
  const [own, setOwn] = useState<{ readonly under: boolean; readonly revealed: boolean } | undefined>(undefined);
  // What was chosen for one value ends when all are revealed or hidden.
  const revealed = own?.under === all ? own.revealed : all;
  return isHarmless ? HARMLESS : { revealed, toggle: () => setOwn({ under: all, revealed: !revealed }) };
}

/** The names of the cookies that are followed in an entry: their values are secrets, however short. */
export function followedNames({ effects, companions }: RequestEntry): ReadonlySet<string> {
  return new Set([...effects, ...companions].map(({ thread }) => thread.name));
}
