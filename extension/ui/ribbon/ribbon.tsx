import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Session } from '../../trace/model/session.ts';
import { endWordOf } from '../../trace/summary/end-words.ts';
import { sessionsIn } from '../../trace/summary/scope.ts';
import { isTurnedAway } from '../../trace/summary/session-state.ts';
import type { TimeRange } from '../../trace/summary/time-range.ts';
import { afterThisTask } from '../model/after-this-task.ts';
import { useInspector } from '../model/inspector-context.ts';
import { isMenuKey, menuPlaceOf } from '../model/menu-model.ts';
import { Chip, hueOf } from '../parts/chip.tsx';
import { Countdown } from '../parts/countdown.tsx';
import { Icon } from '../parts/icon.tsx';
import { useLater } from '../parts/later.ts';
import { useLongPress } from '../parts/virtual-table/use-long-press.ts';
import { endIcons } from '../words/end-icons.ts';
import { lifeLine } from './life-line.ts';

// The most sessions shown; earlier ones are in the table.
const most = 40;

// From so many on a time axis shows more than their cards do.
const manySessions = 12;
const manyRequests = 200;

const loadBrush = () => import('./time-brush.tsx');
const loadNothing = async () => undefined;

function livedIn(session: Session, { from, to }: TimeRange): boolean {
  const until = session.end === undefined || session.end.undoneBy !== undefined ? session.lastSeen : session.end.time;
  return session.firstSeen <= to && until >= from;
}

/** What is drawn of a recording. */
interface Drawn {
  readonly ever: readonly Session[];
  readonly requests: number;
  readonly drawn: number;
}

/**
 * While a long recording is read, what was drawn of it first: with each look other sessions would be the newest, and to
 * draw them all takes longer than a frame has. So they come after the frame that shows the newest rows.
 */
function useFirstWhileReading(isReading: boolean, now: Drawn): Drawn {
  const first = useRef<Drawn | undefined>(undefined);
  const [isShown, setShown] = useState(!isReading);
  useEffect(() => {
    if (isReading) setShown(false);
    else afterThisTask(() => setShown(true));
  }, [isReading]);
  if ((isShown && !isReading) || now.ever.length === 0) first.current = undefined;
  // Another scope, or another recording, is drawn at once. The trace adds to its own list.
  else if (first.current?.ever[0] !== now.ever[0]) first.current = { ...now, ever: [...now.ever] };
  return first.current ?? now;
}

/** The sessions of the scope in order: how long each lived, how it ended, and what replaced it. */
export function Ribbon() {
  const { trace, scope, text, layout, range, kindCounts, view, spokenOf } = useInspector();
  const { ever, requests, drawn } = useFirstWhileReading(trace.progress.value < 1, {
    ever: sessionsIn(scope.value, trace.trace()),
    requests: kindCounts.sums.all,
    drawn: trace.revision.value,
  });
  // What it chooses is shown in this view alone.
  const inRequests = view.value === 'requests';
  const isLong = inRequests && (ever.length > manySessions || requests >= manyRequests);
  const time = inRequests ? range.value : undefined;
  const all = time === undefined ? ever : ever.filter((session) => livedIn(session, time));
  const sessions = all.slice(-most);
  const brush = useLater(isLong ? loadBrush : loadNothing);
  const list = useRef<HTMLOListElement>(null);
  useLayoutEffect(() => {
    const element = list.current;
    if (element !== null) element.scrollLeft = element.scrollWidth;
  }, [all.length]);
  const atEnd = useRef(true);
  useLayoutEffect(() => {
    // The mark of the answer makes its session's card wider.
    if (atEnd.current) list.current?.scrollTo({ left: list.current.scrollWidth });
  }, [spokenOf.value?.session]);
  if (ever.length === 0) return null;
  const strip = layout.compact.value && !layout.ribbonOpen.value;
  const long = isLong && !strip;
  return (
    <div class={`ribbon-place${strip || long ? ' strip' : ''}${long ? ' long' : ''}`}>
      <div class="ribbon-lines">
        {/* The cards give up as much height as this takes: nothing below moves when a trace becomes long. */}
        {long && (
          <div class="brush-place">{brush !== undefined && <brush.TimeBrush sessions={ever} drawn={drawn} />}</div>
        )}
        <ol
          class="ribbon plain"
          aria-label={text.say('ribbon')}
          ref={list}
          onScroll={({ currentTarget: { scrollLeft, clientWidth, scrollWidth } }) => {
            atEnd.current = scrollLeft + clientWidth >= scrollWidth - 1;
          }}
        >
          {time !== undefined && (
            <li class="ribbon-more dim">{text.plural('ribbonWithin', ever.length, text.number(all.length))}</li>
          )}
          {all.length > sessions.length && (
            <li class="ribbon-more dim">{text.plural('ribbonEarlier', all.length - sessions.length)}</li>
          )}
          {sessions.map((session, index) => (
            <SessionCard
              key={session.number}
              session={session}
              last={index === sessions.length - 1}
              drawn={drawn}
              short={strip}
            />
          ))}
        </ol>
      </div>
      {layout.compact.value && (
        <button
          type="button"
          class="bare"
          aria-expanded={!strip}
          title={text.say(strip ? 'ribbonOpen' : 'ribbonFold')}
          aria-label={text.say(strip ? 'ribbonOpen' : 'ribbonFold')}
          onClick={() => {
            layout.ribbonOpen.value = strip;
          }}
        >
          <Icon name={strip ? 'caret' : 'up'} />
        </button>
      )}
    </div>
  );
}

function openMenu(...given: Parameters<typeof import('../model/session-menu.ts').openSessionMenu>): void {
  void import('../model/session-menu.ts').then(({ openSessionMenu }) => openSessionMenu(...given));
}

interface SessionProps {
  readonly session: Session;
  /** Changes whenever the session may have: it changes in place, so Preact would skip the render. */
  readonly drawn: number;
}

interface FateProps extends SessionProps {
  /** Whether its place is a line of a few words. */
  readonly short: boolean;
}

interface SessionCardProps extends FateProps {
  readonly last: boolean;
}

function SessionCard({ session, last, drawn, short }: SessionCardProps) {
  const inspector = useInspector();
  const { text, onlySession, spokenOf } = inspector;
  const spoken = spokenOf.value?.session === session ? spokenOf.value.kind : undefined;
  const end = session.end?.undoneBy !== undefined ? undefined : session.end;
  const only = onlySession.value === session;
  const menu = (event: MouseEvent | KeyboardEvent): void => {
    const card = event.target instanceof Element ? event.target.closest('button') : null;
    if (card === null) return;
    event.preventDefault();
    openMenu(inspector, session, menuPlaceOf(event, card));
  };
  const press = useLongPress(menu);
  const times = text.clock(session.firstSeen) + (end === undefined ? '' : ` – ${text.clock(end.time)}`);
  return (
    <li class="ribbon-item">
      <button
        type="button"
        class={end === undefined ? 'session-card alive' : 'session-card'}
        data-hue={hueOf(session)}
        aria-pressed={only}
        title={text.say(only ? 'ribbonShowAll' : 'ribbonShowOnly')}
        onClick={() => {
          onlySession.value = only ? undefined : session;
        }}
        onContextMenu={menu}
        onKeyDown={(event) => {
          if (isMenuKey(event)) menu(event);
        }}
        {...press}
      >
        <span class="session-top">
          <Chip session={session} />
          <span class="session-count">
            {session.count === undefined
              ? text.plural('requests', session.entries.length)
              : text.plural('visits', session.count)}
          </span>
        </span>
        <Life session={session} />
        <span class="session-fate">
          {(spoken === 'loss' || spoken === 'fault') && (
            <span class={spoken === 'loss' ? 'spoken bad' : 'spoken warn'}>
              <Icon name={spoken === 'loss' ? 'cross' : 'refuse'} />
              <span class="sr-only">{text.say('answerLabel')}, </span>
            </span>
          )}
          <span class="session-times">{times}</span>
          <span class="sr-only">, </span>
          <span class={end === undefined ? 'good' : 'fate'}>
            {end === undefined ? (
              <Alive session={session} drawn={drawn} short={short} />
            ) : (
              text.say(endWordOf(end).fate)
            )}
          </span>
        </span>
      </button>
      {end !== undefined && !last && (
        <span class="joint" aria-hidden="true">
          <Icon name={endIcons[end.cause]} />
        </span>
      )}
    </li>
  );
}

function Alive({ session, short }: FateProps) {
  const { text, files } = useInspector();
  if (isTurnedAway(session)) return <span class="bad">{text.say('fateNotAccepted')}</span>;
  if (files.opened.value !== undefined) return <>{text.say('aliveInFile')}</>;
  if (session.expires === undefined) return <>{text.say('alive')}</>;
  return <Countdown until={session.expires} say={short ? 'aliveForShort' : 'aliveFor'} />;
}

function Life({ session }: Pick<SessionProps, 'session'>) {
  const { marks, ended } = lifeLine(session);
  return (
    <span class={ended ? 'life ended' : 'life'} aria-hidden="true">
      {marks.map((at, index) => (
        <i key={index} style={{ insetInlineStart: `${at * 100}%` }} />
      ))}
    </span>
  );
}
