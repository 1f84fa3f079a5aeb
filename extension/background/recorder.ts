import type { LogState } from '../protocol/log/log-layout.ts';
import { type Side, sideOfStore } from '../protocol/side.ts';
import type { NewTraceEvent } from '../trace/model/event.ts';
import type { LogWriter } from './log/log-writer.ts';

/** What the recorder must know of tabs. */
interface StoresOfTabs {
  storeOf(tabId: number): string | undefined;
  findStore(tabId: number): Promise<string | undefined>;
}

/** The log of private windows, there while one of them is open. */
interface PrivateLog {
  /** Undefined where it is not known yet whether a private window is open; false where none is. */
  readonly log: LogWriter | undefined | false;
  /** Finds out; resolves when `log` says so. */
  find(): Promise<void>;
}

/** A request's store that only its tab can show. */
export const STORE_OF_TAB = '';

/** Where an event belongs; undefined where that is not known yet. */
type Place = Side | 'both' | undefined;

/**
 * Gives each event to the log of its side, at once where the side is known. Where it must be asked for, later events
 * wait too, so that events are recorded in the order of the calls.
 */
export class Recorder {
  readonly #ordinary: LogWriter;
  readonly #private: PrivateLog;
  readonly #tabs: StoresOfTabs;
  readonly #waiting: { readonly event: NewTraceEvent; readonly side: Side | undefined }[] = [];
  #asked: Promise<void> | undefined;

  constructor(ordinary: LogWriter, privateLog: PrivateLog, tabs: StoresOfTabs) {
    this.#ordinary = ordinary;
    this.#private = privateLog;
    this.#tabs = tabs;
  }

  /**
   * Records an event. Never throws, never waits.
   *
   * @param side absent: the event itself shows it
   */
  record(event: NewTraceEvent, side?: Side): void {
    if (this.#waiting.length === 0 && this.#write(event, side)) return;
    this.#waiting.push({ event, side });
    this.#asked ??= this.#ask();
  }

  /** The log of a side; undefined where there is none. */
  logOf(side: Side): LogWriter | undefined {
    return side === 'ordinary' ? this.#ordinary : this.#private.log || undefined;
  }

  /** The state in which the background before left the log of ordinary windows. */
  found(): Promise<LogState> {
    return this.#ordinary.found();
  }

  /** Resolves when what was recorded so far is stored. */
  async flushed(): Promise<void> {
    while (this.#waiting.length > 0) await this.#asked;
    await this.#ordinary.flushed();
    await (this.#private.log || undefined)?.flushed();
  }

  /** @returns whether it is known where the event belongs */
  #write(event: NewTraceEvent, side: Side | undefined, log = this.#private.log): boolean {
    const known = this.#withStore(event);
    const place = side ?? this.#placeOf(known);
    if (place === undefined || !isFound(place, log)) return false;
    if (place !== 'private') this.#ordinary.append(known);
    if (place !== 'ordinary' && log) log.append(known);
    return true;
  }

  /** A request's event with the store of its tab, where that is known by now. */
  #withStore(event: NewTraceEvent): NewTraceEvent {
    if (!('storeId' in event) || event.storeId !== STORE_OF_TAB) return event;
    const storeId = this.#tabs.storeOf(event.tabId);
    return storeId === undefined ? event : { ...event, storeId };
  }

  #placeOf(event: NewTraceEvent): Place {
    switch (event.kind) {
      case 'request':
      case 'response':
      case 'completed':
      case 'failed':
        return event.storeId === STORE_OF_TAB ? undefined : sideOfStore(event.storeId);
      case 'cookie-changed':
        return sideOfStore(event.cookie.storeId);
      case 'user-change':
        return sideOfStore(event.identity.storeId);
      case 'replay':
      case 'count':
      case 'says':
      case 'navigation': {
        const store = this.#tabs.storeOf(event.tabId);
        return store === undefined ? undefined : sideOfStore(store);
      }
      case 'recording':
      case 'permission':
        return 'both';
      case 'jar':
      case 'started':
      case 'dropped':
      case 'lost':
        return 'ordinary';
    }
  }

  /** Asks for what the first in the queue needs, until nobody waits. */
  async #ask(): Promise<void> {
    for (;;) {
      const [next] = this.#waiting;
      if (next === undefined) break;
      const { event, side } = next;
      try {
        const place = side ?? this.#placeOf(this.#withStore(event));
        if (place === undefined && 'tabId' in event) await this.#tabs.findStore(event.tabId);
        const found = place ?? this.#placeOf(this.#withStore(event));
        if (found !== undefined && !isFound(found, this.#private.log)) await this.#private.find();
      } catch {
        // The browser is going: what is not known stays so.
      }
      this.#waiting.shift();
      // Not recorded: what a private tab reported after its window was closed. A tab that is gone and not remembered
      // may have been private, so its events are not recorded either.
      this.#write(event, side, this.#private.log ?? false);
    }
    this.#asked = undefined;
  }
}

/** Whether the logs of a place are known. Where no private window is open, one may have been opened just now. */
function isFound(place: Side | 'both', privateLog: PrivateLog['log']): boolean {
  return place === 'private' ? Boolean(privateLog) : place === 'ordinary' || privateLog !== undefined;
}
