import type { TraceEvent } from '../../extension/trace/model/event.ts';
import type { Apps } from './apps/apps.ts';
import type { Network } from './network.ts';
import type { Scene } from './scene.ts';
import { SimulatedBrowser } from './simulated-browser.ts';

/** Plays a scene with the simulated browser, and gives the events as the extension would have recorded them. */
export async function simulateScene(scene: Scene, network: Network, apps: Apps): Promise<readonly TraceEvent[]> {
  const { thirdPartyCookies, unwatched = [], origins } = scene;
  const browser = new SimulatedBrowser(network, { start: Date.now(), thirdPartyCookies, unwatched });
  network.serve(scene.servers(apps), () => browser.time);
  await scene.visit(browser.stage(origins[0] ?? ''));
  return browser.events;
}

/** The same visit as a HAR shows it: nothing of the jar. */
export function withoutJar(events: readonly TraceEvent[]): readonly TraceEvent[] {
  return events.filter(({ kind }) => kind !== 'jar' && kind !== 'cookie-changed');
}
