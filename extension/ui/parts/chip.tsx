import type { SessionLabel } from '../../trace/model/session.ts';
import { shortId } from '../../trace/words/short-id.ts';
import { useWorld } from '../model/world.ts';
import { Foreign } from './foreign.tsx';

/** How many colours sessions have before they start over; the number beside the id tells those of one colour apart. */
export const sessionHues = 8;

/** The colour of a session, as the value of `data-hue`. */
export function hueOf(session: Pick<SessionLabel, 'number'>): number {
  return (session.number - 1) % sessionHues;
}

interface ChipProps {
  readonly session: SessionLabel;
  /** True where the words around it say "session" already. */
  readonly named?: boolean;
}

/** A session's id as a chip in its colour, with its number. */
export function Chip({ session, named = false }: ChipProps) {
  const { text } = useWorld();
  return (
    <span class="chip" data-hue={hueOf(session)}>
      {!named && <span class="sr-only">{text.say('chipSession')} </span>}
      <b>{text.number(session.number)}</b> <Foreign text={shortId(session.id)} />
    </span>
  );
}
