import type { Session, SessionEnd } from '../../trace/model/session.ts';
import { endPhrase, endWordOf } from '../../trace/summary/end-words.ts';
import { useInspector } from '../model/inspector-context.ts';
import { Say } from '../parts/say.tsx';
import { HeldNow } from './held-now.tsx';

interface EndDetailsProps {
  readonly session: Session;
  readonly end: SessionEnd;
}

/** How a session ended and what that means. */
export function EndDetails({ session, end }: EndDetailsProps) {
  const { text } = useInspector();
  return (
    <>
      <div class="sentence">
        <p class="lead">
          <Say phrase={endPhrase(session, end)} />
        </p>
        {end.undoneBy === undefined && <p>{text.say(endWordOf(end).more)}</p>}
      </div>
      <section>
        <h3>{text.say('sessionFacts')}</h3>
        <dl class="facts card">
          <div>
            <dt>{text.say('factFirstSeen')}</dt>
            <dd>{text.exact(session.firstSeen)}</dd>
          </div>
          <div>
            <dt>{text.say('factEnded')}</dt>
            <dd>{text.exact(end.time)}</dd>
          </div>
          <div>
            <dt>{text.say('factLived')}</dt>
            <dd>{text.span(end.time - session.firstSeen)}</dd>
          </div>
          <div>
            <dt>{text.say('factRequests')}</dt>
            <dd>{text.number(session.entries.length)}</dd>
          </div>
          {session.count !== undefined && (
            <div>
              <dt>{text.say('factLastCount')}</dt>
              <dd>{text.number(session.count)}</dd>
            </div>
          )}
        </dl>
      </section>
      <HeldNow thread={session.thread} />
    </>
  );
}
