import type { Host, SurfaceKind } from '../ui/model/host.ts';
import { createPageHost, type WatchTab } from './page-host.ts';
import { lessonMemory, rememberedOf } from './session-memory.ts';
import { traceSource } from './user-fold.ts';

/** The host of a page that shows the whole trace; it reads the log from storage. */
export async function createBrowserHost(surface: SurfaceKind, watchTab: WatchTab): Promise<Host> {
  return {
    ...(await createPageHost(surface, watchTab)),
    trace: traceSource,
    remembered: rememberedOf(surface),
    lessonMemory: lessonMemory(),
  };
}
