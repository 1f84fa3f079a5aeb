import { useEffect } from 'preact/hooks';
import { type PlayerSpeed, paceOf, playerSpeeds } from '../../trace/lesson/player.ts';
import type { MessageKey } from '../../trace/words/message-key.ts';
import { plain } from '../../trace/words/phrase.ts';
import { useWorld } from '../model/world.ts';
import { Icon } from '../parts/icon.tsx';
import type { IconName } from '../words/icon-paths.ts';
import type { LessonModel } from './lesson-model.ts';

/** Step back and forward, replay at a chosen speed, or follow live. */
export function PlayerBar({ lesson }: { readonly lesson: LessonModel }) {
  const { text } = useWorld();
  const { playing, speed, live, flow, stop } = lesson;
  usePlaying(lesson);
  const now = flow.value;
  const place = now?.stops.find((one) => one.place === now.path[stop.value]);
  return (
    <div class="player" role="toolbar" aria-label={text.say('lessonPlayer')}>
      <IconButton icon="skip-back" label="lessonPlayerPrevious" onClick={() => lesson.skip('back')} />
      <IconButton
        icon="step-back"
        label="lessonPlayerBack"
        onClick={() => {
          playing.value = false;
          lesson.step('back');
        }}
      />
      <button
        type="button"
        class="primary"
        onClick={() => {
          if (playing.value) playing.value = false;
          else lesson.play();
        }}
      >
        <Icon name={playing.value ? 'pause' : 'play'} />
        {text.say(playing.value ? 'lessonPlayerPause' : 'lessonPlayerPlay')}
      </button>
      <IconButton
        icon="step-forward"
        label="lessonPlayerForward"
        onClick={() => {
          playing.value = false;
          lesson.step('forward');
        }}
      />
      <IconButton icon="skip-forward" label="lessonPlayerNext" onClick={() => lesson.skip('forward')} />
      <label class="player-speed">
        <span>{text.say('lessonPlayerSpeed')}</span>
        <select
          value={String(speed.value)}
          onChange={(event) => {
            const chosen = Number(event.currentTarget.value);
            speed.value = playerSpeeds.find((one): one is PlayerSpeed => one === chosen) ?? 1;
          }}
        >
          {playerSpeeds.map((one) => (
            <option key={one} value={String(one)}>
              {text.say('lessonPlayerTimes', text.number(one))}
            </option>
          ))}
        </select>
      </label>
      <button
        type="button"
        class="player-live"
        aria-pressed={live.value}
        title={text.say('lessonPlayerLiveWhat')}
        onClick={() => lesson.followLive()}
      >
        {text.say('lessonPlayerLive')}
      </button>
      {/* Silent while live: every new request would be announced. */}
      <span class="sr-only" role="status">
        {!live.value &&
          now !== undefined &&
          place !== undefined &&
          text.say(
            'lessonPlayerAt',
            text.number(now.row.number),
            text.number(place.number),
            [place.title, ...place.values, ...place.why].map((said) => plain(text, said)).join(' '),
          )}
      </span>
    </div>
  );
}

function IconButton(props: { readonly icon: IconName; readonly label: MessageKey; readonly onClick: () => void }) {
  const { text } = useWorld();
  const label = text.say(props.label);
  return (
    <button type="button" class="bare" title={label} aria-label={label} onClick={props.onClick}>
      <Icon name={props.icon} />
    </button>
  );
}

/** Steps while the replay runs, and stops at the newest request. */
function usePlaying(lesson: LessonModel): void {
  const { playing, speed } = lesson;
  const [runs, pace] = [playing.value, paceOf(speed.value)];
  useEffect(() => {
    if (!runs) return;
    const timer = setInterval(() => {
      if (!lesson.step('forward')) playing.value = false;
    }, pace);
    return () => clearInterval(timer);
  }, [runs, pace, lesson, playing]);
}
