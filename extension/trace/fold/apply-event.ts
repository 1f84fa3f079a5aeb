import type { TraceEvent } from '../model/event.ts';
import type { TraceMark } from '../model/trace.ts';
import { dropThrough } from './drop.ts';
import { onCompleted, onFailed, onRequest, onResponse } from './exchanges.ts';
import type { ApplyStep } from './fold-run.ts';
import { onCookieChanged, onJar, onUserChange } from './jar/jar-changes.ts';
import { onCount } from './response/counts.ts';
import { clearJar } from './tools/jar.ts';

/** Folds one event. */
export function applyEvent(touch: ApplyStep, event: TraceEvent): void {
  const { trace } = touch.state;
  const mark = (what: TraceMark['what'], detail: string): void => {
    trace.rows.push({ kind: 'mark', mark: { time: event.time, event: event.n, what, detail } });
  };
  switch (event.kind) {
    case 'request':
      onRequest(touch, event);
      return;
    case 'response':
      onResponse(touch, event);
      return;
    case 'completed':
      onCompleted(touch, event);
      return;
    case 'failed':
      onFailed(touch, event);
      return;
    case 'cookie-changed':
      onCookieChanged(touch, event);
      return;
    case 'jar':
      onJar(touch, event);
      return;
    case 'user-change':
      onUserChange(touch, event);
      return;
    case 'count':
      onCount(touch, event);
      return;
    case 'navigation':
      return;
    case 'started':
      trace.browser = event.browser;
      // Changes may have been lost with the background: silence proves nothing for what came before.
      touch.state.unsettled = [];
      return;
    case 'recording':
      if (trace.recording === event.on) return;
      trace.recording = event.on;
      mark(event.on ? 'resumed' : 'paused', '');
      return;
    case 'permission':
      // The jar of a host that may no longer be seen is not known to be empty: forget it, end nothing.
      if (!event.granted) clearJar(touch.state);
      mark(event.granted ? 'granted' : 'revoked', event.origins.join(' '));
      return;
    case 'dropped':
      dropThrough(touch, event);
      return;
  }
}
