import type { TraceEvent } from '../../extension/trace/model/event.ts';
import type { Apps } from './apps/apps.ts';
import type { Network } from './network.ts';
import type { Scene } from './scene.ts';
import { ToldBrowser } from './told-browser.ts';

/** Plays a scene with the browser that Node tells of, and gives the events as the extension would have recorded them. */
export async function tellScene(scene: Scene, network: Network, apps: Apps): Promise<readonly TraceEvent[]> {
  const { thirdPartyCookies, unwatched = [], origins } = scene;
  const browser = new ToldBrowser(network, { start: Date.now(), thirdPartyCookies, unwatched });
  network.serve(scene.servers(apps), () => browser.time);
  await scene.visit(browser.stage(origins[0] ?? ''));
  return browser.events;
}

/** The same visit as a HAR shows it: nothing of the jar. */
export function withoutJar(events: readonly TraceEvent[]): readonly TraceEvent[] {
  return events.filter(({ kind }) => kind !== 'jar' && kind !== 'cookie-changed');
}
