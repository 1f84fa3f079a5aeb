import type { PermissionEvent, TraceEvent } from '../model/event.ts';
import type { TraceMark } from '../model/trace.ts';
import { dropThrough } from './drop.ts';
import { onCompleted, onFailed, onRequest, onResponse } from './exchanges.ts';
import type { FoldRun } from './fold-run.ts';
import { onCookieChanged, onJar, onUserChange } from './observed/cookie-changes.ts';
import { onReplay } from './request/replays.ts';
import { noteCached } from './response/cached.ts';
import { onCount } from './response/counts.ts';
import { onSays } from './response/says.ts';
import { clearJar } from './tools/jar.ts';

/** What a recording says of itself where it begins or goes on: nothing that happened meanwhile. */
const OF_RECORDING: ReadonlySet<TraceEvent['kind']> = new Set(['jar', 'started', 'recording', 'permission', 'lost']);

/** Folds one event. */
export function applyEvent(run: FoldRun, event: TraceEvent): void {
  foldEvent(run, event);
  const pauses = event.kind === 'recording' && !event.on;
  if (pauses || !OF_RECORDING.has(event.kind)) run.state.lastSeen = event.time;
}

/** Which hosts may be seen decides whether a jar that is shown is whole. */
function watch({ state }: FoldRun, { granted, origins }: PermissionEvent): void {
  for (const origin of origins) {
    if (granted) state.unwatched.delete(origin);
    else state.unwatched.add(origin);
  }
  if (!granted) state.jarForgotten = true;
}

function foldEvent(run: FoldRun, event: TraceEvent): void {
  const { trace } = run.state;
  const mark = (what: TraceMark['what'], detail: string): void => {
    trace.rows.push({ kind: 'mark', mark: { time: event.time, event: event.n, what, detail } });
  };
  switch (event.kind) {
    case 'request':
      onRequest(run, event);
      return;
    case 'response':
      onResponse(run, event);
      if (event.fromCache === true) noteCached(run, event);
      return;
    case 'completed':
      onCompleted(run, event);
      return;
    case 'failed':
      onFailed(run, event);
      return;
    case 'cookie-changed':
      onCookieChanged(run, event);
      return;
    case 'jar':
      onJar(run, event);
      return;
    case 'user-change':
      onUserChange(run, event);
      return;
    case 'replay':
      onReplay(run.state, event);
      return;
    case 'count':
      onCount(run, event);
      return;
    case 'says':
      onSays(run, event);
      return;
    case 'navigation':
      return;
    case 'started':
      trace.browser = event.browser;
      trace.rulesKnown = event.rulesKnown ?? true;
      if (event.product === undefined) delete trace.product;
      else trace.product = event.product;
      // Changes may have been lost with the background: silence proves nothing for what came before.
      run.state.unsettled = [];
      return;
    case 'recording':
      // Nothing is heard of the jar from here on.
      if (!event.on) run.state.unsettled = [];
      if (trace.recording === event.on) return;
      trace.recording = event.on;
      mark(event.on ? 'resumed' : 'paused', '');
      return;
    case 'permission':
      // The jar of a host that may no longer be seen is not known to be empty: forget it, end nothing.
      if (!event.granted) clearJar(run.state);
      watch(run, event);
      mark(event.granted ? 'granted' : 'revoked', event.origins.join(' '));
      return;
    case 'dropped':
      dropThrough(run, event);
      return;
    case 'lost':
      // Changes of the jar may be among them: silence proves nothing.
      run.state.unsettled = [];
      trace.rows.push({
        kind: 'mark',
        mark: { time: event.time, event: event.n, what: 'lost', detail: String(event.events), why: event.why },
      });
      return;
  }
}
