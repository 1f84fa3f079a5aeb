import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals-core';
import { companionSeen } from '../../trace/lesson/companion-seen.ts';
import { type FaultState, faultStates } from '../../trace/lesson/faults/fault-states.ts';
import { type Flow, flowOf } from '../../trace/lesson/flow.ts';
import { isStep, LESSON_ROWS, type LessonRow, lessonRows, type StepRow } from '../../trace/lesson/lesson-rows.ts';
import {
  atEndOf,
  back,
  forward,
  type PlayerAt,
  type PlayerSpeed,
  type PlayerTrack,
} from '../../trace/lesson/player.ts';
import type { Prediction } from '../../trace/lesson/prediction.ts';
import { type TourTask, tourTasks } from '../../trace/lesson/tour.ts';
import type { Thread } from '../../trace/model/session.ts';
import type { Trace } from '../../trace/model/trace.ts';
import type { InspectorModel } from '../model/inspector-model.ts';
import { keepProgress } from './kept-progress.ts';
import { createLessonProgress, type LessonProgress, withMember } from './lesson-progress.ts';
import type { WatchPart, WayId } from './way-id.ts';

/** The lesson: the rows of one thread, and the reader's position in them. */
export interface LessonModel {
  /** The followed thread; undefined before the first session. */
  readonly thread: ReadonlySignal<Thread | undefined>;
  readonly rows: ReadonlySignal<readonly LessonRow[]>;
  readonly everyRequest: Signal<boolean>;
  /** True if older rows were left out. */
  readonly limited: ReadonlySignal<boolean>;
  /** The flow of the selected row. */
  readonly flow: ReadonlySignal<Flow | undefined>;
  /** The position in its path; the end unless the reader steps. */
  readonly stop: ReadonlySignal<number>;
  /** Whether the newest request is followed. */
  readonly live: ReadonlySignal<boolean>;
  readonly playing: Signal<boolean>;
  readonly speed: Signal<PlayerSpeed>;
  /** How the reader learns, and which part of "watch" a narrow window shows. */
  readonly way: Signal<WayId>;
  readonly part: Signal<WatchPart>;
  readonly tour: ReadonlySignal<readonly TourTask[]>;
  /** What the trace shows of the companion's six faults; computed only while somebody looks. */
  readonly faults: ReadonlySignal<readonly FaultState[]>;
  /** The origin of the companion where the trace shows one; reckoned only while somebody looks. */
  readonly companion: ReadonlySignal<string | undefined>;
  readonly progress: LessonProgress;
  /** What is filled in of a prediction: it stays while the reader looks at the table, and is there to be changed. */
  readonly draft: Signal<Partial<Prediction>>;
  /** Whether progress from before was read. */
  readonly resumed: ReadonlySignal<boolean>;
  /** Whether these are the reader's own requests, not those of a file. */
  readonly own: ReadonlySignal<boolean>;
  /** The key of the row that is to be focused once the table shows it. */
  readonly focusAt: Signal<string | undefined>;
  /** Selects a row with its complete path. */
  show(key: string): void;
  /** Moves one place forward or back, also into the neighbouring request; false at the end. */
  step(direction: 'forward' | 'back'): boolean;
  /** Goes to the request before or after. */
  skip(direction: 'forward' | 'back'): void;
  /** Starts the replay at the first place of the selected row. */
  play(): void;
  followLive(): void;
}

const lessons = new WeakMap<InspectorModel, LessonModel>();

/** The lesson of an inspector: one for as long as it lives, so that another view in between loses no progress. */
export function lessonOf(inspector: InspectorModel): LessonModel {
  const lesson = lessons.get(inspector) ?? createLessonModel(inspector);
  lessons.set(inspector, lesson);
  return lesson;
}

/** Creates the lesson of an inspector. They share scope and selection. */
function createLessonModel(inspector: InspectorModel): LessonModel {
  const { selection } = inspector;
  const playing = signal(false);
  const speed = signal<PlayerSpeed>(1);
  const chosenStop = signal<number | undefined>(undefined);
  const { thread, rows, everyRequest, chosen, own } = followRows(inspector);

  const live = computed(() => selection.value.kind !== 'row' && chosenStop.value === undefined && !playing.value);
  const flow = computed(() => (chosen.value === undefined ? undefined : flowOf(rows.value, chosen.value)));
  const stop = computed(() => {
    const last = (flow.value?.path.length ?? 1) - 1;
    return Math.min(chosenStop.value ?? last, last);
  });

  const progress = createLessonProgress(inspector.host.now());
  const way = signal<WayId>('watch');
  const resumed = keepProgress(inspector.host.lessonMemory, progress, way);
  const look = (key: string): void => {
    progress.looked.value = withMember(progress.looked.value, key);
  };
  const track = () => trackOf(rows.value);
  const goTo = ({ row: key, stop: at }: PlayerAt): void => {
    const row = rows.value.filter(isStep).find((one) => one.key === key);
    if (row === undefined) return;
    selection.value = { kind: 'row', row: { kind: 'entry', entry: row.entry } };
    chosenStop.value = at;
    look(key);
  };
  const here = (): PlayerAt | undefined =>
    chosen.value === undefined ? undefined : { row: chosen.value.key, stop: stop.value };

  return {
    thread,
    rows,
    everyRequest,
    limited: computed(() => rows.value.length >= LESSON_ROWS),
    flow,
    stop,
    live,
    playing,
    speed,
    way,
    part: signal<WatchPart>('table'),
    // A file shows what others have done.
    tour: computed(() => (own.value ? tourTasks(rows.value, thread.value) : tourTasks([], undefined))),
    ...ofTheTrace(inspector),
    progress,
    draft: signal<Partial<Prediction>>({}),
    resumed,
    own,
    focusAt: signal<string | undefined>(undefined),
    show(key) {
      playing.value = false;
      const row = rows.value.find((one) => one.key === key);
      if (row === undefined) return;
      look(key);
      selection.value =
        row.kind === 'step'
          ? { kind: 'row', row: { kind: 'entry', entry: row.entry } }
          : { kind: 'row', row: { kind: 'end', session: row.session, end: row.end } };
      chosenStop.value = undefined;
    },
    step(direction) {
      const at = here();
      const next = at === undefined ? undefined : (direction === 'forward' ? forward : back)(track(), at);
      if (next === undefined) return false;
      goTo(next);
      return true;
    },
    skip(direction) {
      playing.value = false;
      const keys = track().rows;
      const at = keys.indexOf(chosen.value?.key ?? '');
      const next = keys[at + (direction === 'forward' ? 1 : -1)];
      if (next === undefined) return;
      goTo(atEndOf(track(), next));
      chosenStop.value = undefined;
    },
    play() {
      const at = here();
      if (at === undefined) return;
      goTo({ ...at, stop: 0 });
      playing.value = true;
    },
    followLive() {
      playing.value = false;
      chosenStop.value = undefined;
      selection.value = { kind: 'newest' };
    },
  };
}

/** What the whole trace shows, whatever is followed. */
function ofTheTrace({ trace }: InspectorModel): Pick<LessonModel, 'faults' | 'companion'> {
  return {
    faults: computed(() => {
      void trace.revision.value;
      return faultStates(trace.trace());
    }),
    companion: computed(() => {
      void trace.revision.value;
      return companionSeen(trace.trace());
    }),
  };
}

/** The followed thread, its rows, and the one that the selection of the inspector names. */
function followRows({ trace, scope, selection, files }: InspectorModel) {
  const everyRequest = signal(false);
  const thread = computed(() => {
    void trace.revision.value;
    return scope.value.thread ?? newestThread(trace.trace(), scope.value.site);
  });
  const rows = computed((): readonly LessonRow[] => {
    void trace.revision.value;
    if (thread.value === undefined) return [];
    return lessonRows(trace.trace(), thread.value, { everyRequest: everyRequest.value });
  });
  const chosen = computed((): StepRow | undefined => {
    const now = selection.value;
    const steps = rows.value.filter(isStep);
    if (now.kind === 'row' && now.row.kind === 'entry') {
      const { entry } = now.row;
      const row = steps.find((one) => one.entry === entry);
      if (row !== undefined) return row;
    }
    return steps.at(-1);
  });
  const own = computed(() => files.opened.value === undefined);
  return { thread, rows, everyRequest, chosen, own };
}

/** The requests in the form that the player needs. */
function trackOf(rows: readonly LessonRow[]): PlayerTrack {
  const steps = rows.filter(isStep);
  return {
    rows: steps.map(({ key }) => key),
    path: (key) => {
      const row = steps.find((one) => one.key === key);
      return row === undefined ? [] : flowOf(rows, row).path;
    },
  };
}

/** The thread of the newest request that has one, within the site if one is given. */
function newestThread(trace: Trace, site: string | undefined): Thread | undefined {
  for (let i = trace.entries.length - 1; i >= 0; i--) {
    const entry = trace.entries[i];
    if (entry === undefined || (site !== undefined && entry.site !== site)) continue;
    const thread = entry.effects[0]?.thread;
    if (thread !== undefined) return thread;
  }
  return undefined;
}
