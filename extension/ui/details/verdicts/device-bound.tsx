import { deviceBoundNotes } from '../../../cookies/device-bound.ts';
import type { RequestEntry } from '../../../trace/model/entry.ts';
import { sayDeviceBound } from '../../../trace/words/device-bound-words.ts';
import { useWorld } from '../../model/world.ts';
import { Say } from '../../parts/say.tsx';

/** What an exchange says about a session bound to the device; usually nothing. */
export function DeviceBound({ entry }: { readonly entry: RequestEntry }) {
  const { text } = useWorld();
  const notes = deviceBoundNotes([...entry.requestHeaders, ...entry.responseHeaders]);
  if (notes.length === 0) return null;
  return (
    <section>
      <h3>{text.say('boundHeading')}</h3>
      <ul class="remarks">
        {notes.map((note, at) => (
          <li key={at}>
            <Say phrase={sayDeviceBound(note)} />
          </li>
        ))}
      </ul>
    </section>
  );
}
