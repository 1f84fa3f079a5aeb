import { signal } from '@preact/signals-core';
import german from '../../../extension/_locales/de/messages.json';
import english from '../../../extension/_locales/en/messages.json';
import type { BrowserCookie } from '../../../extension/cookies/browser-cookie.ts';
import { identityKey, sameCookie } from '../../../extension/cookies/cookie-identity.ts';
import type { SendCommand, SiteStatus } from '../../../extension/protocol/commands.ts';
import type { ReplayInput } from '../../../extension/protocol/replay-commands.ts';
import type { Language } from '../../../extension/protocol/settings/language.ts';
import type { OnBatch } from '../../../extension/protocol/trace-source.ts';
import { createFold } from '../../../extension/trace/fold/fold.ts';
import type { TraceEvent } from '../../../extension/trace/model/event.ts';
import type { WhyNot } from '../../../extension/trace/model/why-not.ts';
import { summariseSite } from '../../../extension/trace/summary/site-summary.ts';
import type { MessageKey } from '../../../extension/trace/words/message-key.ts';
import type { Host, PlaceInTab, SurfaceKind } from '../../../extension/ui/model/host.ts';
import type { LanguageModel } from '../../../extension/ui/model/language.ts';
import type { PopupHost } from '../../../extension/ui/popup/popup-model.ts';
import { bracketed } from '../../../scripts/pseudo-locale.ts';
import { Story } from '../../trace/story.ts';
import { jarAnswers } from './jar-answers.ts';

/** The initial state of a fixture. */
export interface FixtureOptions {
  readonly surface: SurfaceKind;
  readonly events?: readonly TraceEvent[];
  readonly jar?: readonly BrowserCookie[];
  readonly status?: SiteStatus;
  readonly tabId?: number;
  /** The progress of the source; 1 by default. */
  readonly progress?: number;
  /** The background does not answer. */
  readonly unreachable?: boolean;
  /** Whatever says a message whose key begins so fails. */
  readonly breaksAt?: string;
  /** Every message stands in brackets, and numbers and times have no Latin letters. */
  readonly pseudoLocale?: boolean;
  /** The language of its messages; English by default. */
  readonly lang?: 'en' | 'de';
  /** Deletions fail, and this is why. */
  readonly refuses?: WhyNot;
  /** No request can be sent again, and this is why. */
  readonly replays?: WhyNot;
}

/** A reader of the log and its position. */
interface Reader {
  readonly onBatch: OnBatch;
  given: number;
}

/** The language of a fixture: it begins with that of its options, and words are there at once. */
function languageOf({ pseudoLocale, lang = 'en' }: FixtureOptions): LanguageModel {
  // Japanese writes days, months and units without Latin letters.
  const browserShows = pseudoLocale === true ? 'ja' : lang;
  const chosen = signal<Language>('browser');
  const shown = signal<string>(browserShows);
  return {
    chosen,
    shown,
    choose: (language) => {
      chosen.value = language;
      shown.value = language === 'browser' ? browserShows : language;
    },
  };
}

/** A fake browser: it has a log and a jar in memory, and answers like the background. */
export class FixtureHost implements Host, PopupHost {
  readonly surface: SurfaceKind;
  readonly browser = 'chrome';
  readonly language: LanguageModel;
  readonly story: Story;
  readonly commands: string[] = [];
  readonly #jar = new Map<string, BrowserCookie>();
  readonly #options: FixtureOptions;
  readonly #readers = new Set<Reader>();
  #onLog: (() => void) | undefined;
  #status: SiteStatus | undefined;
  #cleared: TraceEvent[] = [];
  #progress: number;
  readonly kept = localStorage;
  readonly remembered = {
    read: async (): Promise<unknown> => JSON.parse(sessionStorage.getItem('looked') ?? 'null'),
    write: async (looked: unknown): Promise<void> => sessionStorage.setItem('looked', JSON.stringify(looked)),
  };
  readonly lessonMemory = {
    read: async (): Promise<unknown> => JSON.parse(sessionStorage.getItem('lesson') ?? 'null'),
    write: async (lesson: unknown): Promise<void> => sessionStorage.setItem('lesson', JSON.stringify(lesson)),
    watch: (): void => undefined,
  };
  copied = '';
  /** The match patterns that were asked for last. */
  asked: readonly string[] = [];

  constructor(options: FixtureOptions) {
    this.surface = options.surface;
    this.language = languageOf(options);
    // The log below is the one copy: a view's memory is measured without the events.
    const { events: _, ...others } = options;
    this.#options = others;
    this.#progress = options.progress ?? 1;
    this.#status = options.status;
    this.story = new Story();
    for (const event of options.events ?? []) this.story.events.push(event);
    this.story.time = Math.max(Date.now(), (options.events?.at(-1)?.time ?? 0) + 1000);
    for (const cookie of options.jar ?? []) this.#jar.set(identityKey(cookie), cookie);
  }

  readonly trace = {
    subscribe: (onBatch: OnBatch, { signal }: { signal: AbortSignal }): void => {
      const reader = { onBatch, given: 0 };
      this.#readers.add(reader);
      signal.addEventListener('abort', () => this.#readers.delete(reader));
      this.#give(reader, false);
    },
  };

  /** Informs every reader that the past has been read. */
  caughtUp(): void {
    this.#progress = 1;
    this.flush();
  }

  /** Gives every reader the events since its last batch. */
  flush(cleared = false): void {
    for (const reader of this.#readers) this.#give(reader, cleared);
    this.#onLog?.();
  }

  /** Lets go of the events that every reader has: a real log is no part of a view's memory. */
  releaseEvents(): void {
    this.story.events.length = 0;
    for (const reader of this.#readers) reader.given = 0;
  }

  #give(reader: Reader, cleared: boolean): void {
    if (cleared) reader.given = 0;
    const events = this.story.events.slice(reader.given);
    reader.given = this.story.events.length;
    reader.onBatch({ events, cleared, entriesBefore: 0, progress: this.#progress });
  }

  /** Puts a cookie into the jar without an event in the log. */
  hold(cookie: BrowserCookie): void {
    this.#jar.set(identityKey(cookie), cookie);
  }

  readonly send: SendCommand = async (command, input) => {
    this.commands.push(command);
    if (this.#options.unreachable === true) throw new Error('Could not establish connection.');
    const answers = this.answers as unknown as Record<string, (input: unknown) => unknown>;
    return answers[command]?.(input) as never;
  };

  readonly answers = {
    ...jarAnswers({
      read: () => [...this.#jar.values()],
      put: (cookie) => {
        this.#jar.set(identityKey(cookie), cookie);
        this.story.time = Date.now();
        this.story.userRestores(cookie);
        this.flush();
      },
      remove: (cookie) => {
        this.#jar.delete(identityKey(cookie));
        this.story.time = Date.now();
        this.story.userDeletes(cookie);
        this.flush();
      },
    }),
    'delete-cookie': ({ identity, reloadTab }: { identity: BrowserCookie; reloadTab?: number }) => {
      if (this.#options.refuses !== undefined) return { ok: false, why: this.#options.refuses };
      const deleted = this.#jar.get(identityKey(identity));
      if (deleted === undefined) return { ok: true };
      this.#jar.delete(identityKey(identity));
      this.story.time = Date.now();
      this.story.userDeletes(deleted);
      if (reloadTab === undefined) this.flush();
      else this.#reloaded();
      return { ok: true, deleted, ...(reloadTab === undefined ? {} : { reloaded: true }) };
    },
    'put-cookie': ({ cookie }: { cookie: BrowserCookie }) => {
      this.#jar.set(identityKey(cookie), cookie);
      this.story.userRestores(cookie);
      this.flush();
      return { ok: true, stored: cookie };
    },
    'read-jar': () => ({ cookies: [...this.#jar.values()] }),
    'set-recording': ({ on }: { on: boolean }) => {
      this.story.add({ kind: 'recording', on });
      this.flush();
      return { on };
    },
    'clear-trace': () => {
      this.#cleared = this.story.events.splice(0);
      this.flush(true);
      return { undoUntil: Date.now() + 60_000 };
    },
    'undo-clear': () => {
      this.story.events.unshift(...this.#cleared);
      this.flush(true);
      return { ok: true };
    },
    'reload-tab': () => {
      this.#reloaded();
      return { ok: true };
    },
    'replay-place': () =>
      this.#options.replays === undefined ? { page: this.#status?.url ?? '' } : { why: this.#options.replays },
    'replay-request': ({ entry, ...input }: ReplayInput & { readonly entry: number }) => {
      const { tabId, method, url } = input;
      this.story.time = Date.now();
      this.story.add({ kind: 'replay', tabId, method, url, of: entry });
      const held = [...this.#jar.values()].find((cookie) => cookie.name === 'sid');
      this.story.visits(url, `sid=${held?.value}`, { count: 9 }, { tabId, method, type: 'xmlhttprequest' });
      this.flush();
      return { ok: true };
    },
    'site-status': () => this.#status,
    'site-summary': ({ site }: { site: string }) => {
      const fold = createFold();
      fold.apply(this.story.events);
      return summariseSite(fold.trace, site);
    },
  };

  /** Records what the companion would answer to a reload. */
  #reloaded(): void {
    const held = [...this.#jar.values()].find((cookie) => cookie.name === 'sid');
    const value = `n3W${Math.trunc(performance.now())}aBcDeFgHiJkLmNoPqRsTuVwXyZ012345`;
    if (held === undefined) {
      this.story.creates('sid', value);
      const made = this.story.events.findLast((event) => event.kind === 'cookie-changed');
      if (made?.kind === 'cookie-changed') this.#jar.set(identityKey(made.cookie), made.cookie);
    } else this.story.counts('sid', held.value, 9);
    this.flush();
  }

  onLogChanged(changed: () => void): void {
    this.#onLog = changed;
  }

  watchTab(onTab: (tabId: number | undefined) => void): void {
    onTab(this.#options.tabId);
  }

  async requestPermission(patterns: readonly string[]): Promise<boolean> {
    this.asked = patterns;
    if (this.#status !== undefined) this.#status = { ...this.#status, access: 'granted', patterns: [] };
    return true;
  }

  openTab(at?: PlaceInTab): void {
    this.commands.push(at === undefined ? 'openTab' : `openTab ${JSON.stringify(at)}`);
  }

  openSidePanel(): void {
    this.commands.push('openSidePanel');
  }

  async copy(text: string): Promise<void> {
    this.copied = text;
  }

  // The UI calls it by itself.
  readonly message = (key: MessageKey, ...substitutions: readonly string[]): string => {
    if (this.#options.breaksAt !== undefined && key.startsWith(this.#options.breaksAt)) {
      throw new Error('Broken on purpose.');
    }
    const messages = this.language.shown.peek() === 'de' ? german : english;
    const plain: string = messages[key]?.message ?? '';
    const text = this.#options.pseudoLocale === true ? bracketed(plain) : plain;
    return text.replace(/\$(\d)/gu, (_, n: string) => substitutions[Number(n) - 1] ?? '');
  };

  now(): number {
    return Date.now();
  }

  nextFrame(run: () => void): void {
    requestAnimationFrame(run);
  }

  /** Whether the jar contains exactly this cookie. */
  holds(cookie: BrowserCookie): boolean {
    return [...this.#jar.values()].some((held) => sameCookie(held, cookie));
  }
}
