import { useEffect } from 'preact/hooks';
import { faultIds } from '../../trace/lesson/faults/fault.ts';
import type { FaultState } from '../../trace/lesson/faults/fault-states.ts';
import { useWorld } from '../model/world.ts';
import { FaultItem } from './fault-item.tsx';
import { ProgressLine } from './progress-line.tsx';
import type { WayProps } from './way-props.ts';

/** Where the room is unless the trace shows another place: a host of its own on the companion's usual port. */
const USUAL_ROOM = 'http://127.0.0.1:3000/faults';

/** "Break it, fix it": six faults, each with its symptom, its cause and its proof as the trace shows them. */
export function FaultSection({ lesson, onGo }: WayProps) {
  const { text } = useWorld();
  const { causes, fixed } = lesson.progress;
  const states = lesson.faults.value;
  const proved = states
    .filter(({ id, proof }) => proof !== undefined && causes.value.has(id) && !fixed.value.has(id))
    .map(({ id }) => id);
  const fresh = proved.join(' ');
  const own = lesson.own.value;
  useEffect(() => {
    // A file shows what others have done.
    if (fresh === '' || !own) return;
    fixed.value = new Set([...fixed.value, ...faultIds.filter((id) => fresh.split(' ').includes(id))]);
  }, [fresh, own, fixed]);
  const isFixed = ({ id }: FaultState): boolean => fixed.value.has(id) || proved.includes(id);
  const count = states.filter(isFixed).length;
  const room = roomOf(states, lesson.companion.value);
  return (
    <>
      <p class="dim">{text.say('lessonFixLead')}</p>
      <p>
        {text.say('lessonFixRoom')}{' '}
        <a href={room} target="_blank" rel="noreferrer">
          <code>{room}</code>
        </a>
      </p>
      <ProgressLine
        label={text.say('lessonWayFix')}
        count={count}
        total={states.length}
        said={
          count === states.length
            ? text.say('lessonFixFinished')
            : text.say('lessonFixProgress', text.number(count), text.number(states.length))
        }
      />
      <ol class="plain tour">
        {states.map((state) => (
          <FaultItem key={state.id} state={state} isFixed={isFixed(state)} lesson={lesson} onGo={onGo} />
        ))}
      </ol>
    </>
  );
}

function roomOf(states: readonly FaultState[], companion: string | undefined): string {
  const url = states.find(({ finding }) => finding !== undefined)?.finding?.evidence[0]?.entry.url;
  if (url !== undefined && URL.canParse(url)) return new URL('/faults', url).href;
  const room = new URL(USUAL_ROOM);
  // A host of its own, so that the companion's own cookies stay out of it, on the port where the companion was seen.
  if (companion === undefined) return room.href;
  const { protocol, port } = new URL(companion);
  room.protocol = protocol;
  room.port = port;
  return room.href;
}
