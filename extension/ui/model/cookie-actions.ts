import { type ReadonlySignal, signal } from '@preact/signals-core';
import type { BrowserCookie } from '../../cookies/browser-cookie.ts';
import { identityKey } from '../../cookies/cookie-identity.ts';
import { whyFailed } from '../../trace/model/why-failed.ts';
import { code, type Phrase, phrase } from '../../trace/words/phrase.ts';
import type { Host } from './host.ts';
import { saidWhyNot } from './said-why-not.ts';

/** A message to the user about something that was done or failed. */
export interface Notice {
  readonly tone: 'good' | 'bad';
  readonly said: Phrase;
  /** A sentence that follows. */
  readonly also?: Phrase;
  readonly undo?: () => void;
}

/** Actions on one cookie. */
export interface CookieActions {
  readonly notice: ReadonlySignal<Notice | undefined>;
  /** The key of the cookie being changed. */
  readonly busy: ReadonlySignal<string | undefined>;
  /** Deletes exactly this cookie, then reloads the tab if one is given. */
  remove(cookie: BrowserCookie, reloadTab?: number): Promise<void>;
  /** Restores a deleted cookie. */
  restore(cookie: BrowserCookie): Promise<void>;
  notify(notice: Notice | undefined): void;
}

/** Creates the actions; `changed` is called whenever the jar may have changed. */
export function createCookieActions(host: Pick<Host, 'send'>, changed: () => void): CookieActions {
  const notice = signal<Notice | undefined>(undefined);
  const busy = signal<string | undefined>(undefined);

  const during = async (cookie: BrowserCookie, work: () => Promise<Notice>): Promise<void> => {
    busy.value = identityKey(cookie);
    try {
      notice.value = await work();
    } catch (reason) {
      notice.value = failure(reason);
    } finally {
      busy.value = undefined;
      changed();
    }
  };

  const restore = (cookie: BrowserCookie): Promise<void> =>
    during(cookie, async () => {
      const result = await host.send('put-cookie', { cookie, change: 'restore' });
      return result.ok
        ? { tone: 'good', said: phrase('noticeRestored', code(cookie.name)) }
        : await saidWhyNot(result.why);
    });

  const remove = (cookie: BrowserCookie, reloadTab?: number): Promise<void> =>
    during(cookie, async () => {
      const result = await host.send('delete-cookie', {
        identity: cookie,
        ...(reloadTab === undefined ? {} : { reloadTab }),
      });
      if (!result.ok) return await saidWhyNot(result.why);
      const { deleted } = result;
      const said = [code(cookie.name), code(cookie.domain), code(cookie.path)] as const;
      const done: Notice =
        deleted === undefined
          ? { tone: 'good', said: phrase('noticeGone', ...said) }
          : { tone: 'good', said: phrase('noticeDeleted', ...said), undo: () => void restore(deleted) };
      return result.reloaded === false ? { ...done, tone: 'bad', said: phrase('noticeNotReloaded') } : done;
    });

  return {
    notice,
    busy,
    remove,
    restore,
    notify: (said) => {
      notice.value = said;
    },
  };
}

/** Says that something was thrown. */
export function failure(reason: unknown): Notice {
  return { tone: 'bad', said: phrase('noticeFailed', code(whyFailed(reason))) };
}
