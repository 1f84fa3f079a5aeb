import type { Said } from '../../trace/lesson/said.ts';
import { useWorld } from '../model/world.ts';
import { Say } from '../parts/say.tsx';
import { toPhrase } from './told-text.ts';

/** A sentence of the lesson, with its chips and foreign words drawn in place. */
export function Told({ said }: { readonly said: Said }) {
  const { text } = useWorld();
  return <Say phrase={toPhrase(text, said)} />;
}

/** Several sentences, one after another. */
export function ToldAll({ all }: { readonly all: readonly Said[] }) {
  return (
    <>
      {all.map((said, index) => (
        <span key={`${index} ${said.key}`}>
          {index > 0 && ' '}
          <Told said={said} />
        </span>
      ))}
    </>
  );
}
