import { type ReadonlySignal, signal } from '@preact/signals-core';
import type { BrowserCookie } from '../../cookies/browser-cookie.ts';
import type { SendCommand } from '../../protocol/commands.ts';
import type { Session, Thread } from '../../trace/model/session.ts';
import { whyFailed } from '../../trace/model/why-failed.ts';

/** The current cookies of one site, read from the browser: the trace may be paused. */
export interface JarModel {
  /** Undefined until the browser answers. */
  readonly cookies: ReadonlySignal<readonly BrowserCookie[] | undefined>;
  /** Why the jar could not be read. */
  readonly error: ReadonlySignal<string | undefined>;
  /** Selects the site to read. */
  look(site: string | undefined): void;
  /** Reads again, and resolves after reading. Calls during a read cause one more read. */
  refresh(): Promise<void>;
}

/** Creates a jar model that asks the background. */
export function createJarModel(send: SendCommand): JarModel {
  const cookies = signal<readonly BrowserCookie[] | undefined>(undefined);
  const error = signal<string | undefined>(undefined);
  let site: string | undefined;
  let busy = false;
  let reading = Promise.resolve();
  let again = false;

  const readOn = async (): Promise<void> => {
    do {
      again = false;
      const asked = site;
      if (asked === undefined) break;
      try {
        const answer = await send('read-jar', { site: asked });
        if (asked !== site) again = true;
        else {
          cookies.value = answer.cookies;
          error.value = undefined;
        }
      } catch (reason) {
        error.value = whyFailed(reason);
      }
    } while (again);
    busy = false;
  };
  const read = (): Promise<void> => {
    if (busy) again = true;
    else {
      busy = true;
      reading = readOn();
    }
    return reading;
  };

  return {
    cookies,
    error,
    look(next) {
      if (next === site) return;
      site = next;
      cookies.value = undefined;
      void read();
    },
    refresh: read,
  };
}

/** The current cookies of a name, in the order of sending (longer path first). */
export function heldBy(followed: Pick<Thread, 'name' | 'storeId'>, cookies: readonly BrowserCookie[]): BrowserCookie[] {
  return cookies
    .filter((cookie) => cookie.name === followed.name && cookie.storeId === followed.storeId)
    .sort((a, b) => b.path.length - a.path.length);
}

/** The newest session whose id is in the cookie's value. */
export function sessionOfCookie<S extends Pick<Session, 'id' | 'value'>>(
  sessions: readonly S[],
  cookie: BrowserCookie,
): S | undefined {
  return sessions.findLast((session) => session.value === cookie.value || cookie.value.includes(session.id));
}
