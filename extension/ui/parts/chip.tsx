import type { SessionLabel } from '../../trace/model/session.ts';
import { shortId } from '../../trace/words/short-id.ts';
import { useWorld } from '../model/world.ts';
import { Foreign } from './foreign.tsx';

/** The number of session colours. Sessions of the same colour differ by the number beside the id. */
export const sessionHues = 8;

/** The colour of a session, as the value of `data-hue`. */
export function hueOf(session: Pick<SessionLabel, 'number'>): number {
  return (session.number - 1) % sessionHues;
}

interface ChipProps {
  readonly session: SessionLabel;
  /** True if the text around it already says "session". */
  readonly named?: boolean;
}

/** A session's number and id as a chip in its colour. */
export function Chip({ session, named = false }: ChipProps) {
  const { text } = useWorld();
  return (
    <span class="chip" data-hue={hueOf(session)}>
      {!named && <span class="sr-only">{text.say('chipSession')} </span>}
      <b>{text.number(session.number)}</b> <Foreign text={shortId(session.id)} />
    </span>
  );
}
