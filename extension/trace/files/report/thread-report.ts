import { answerOf } from '../../findings/answer.ts';
import { countOf } from '../../model/count-of.ts';
import type { RequestEntry, SessionEffect, SetCookieEntry } from '../../model/entry.ts';
import type { Session, SessionEnd, Thread } from '../../model/session.ts';
import type { Trace } from '../../model/trace.ts';
import { actionPhrase } from '../../summary/action-words.ts';
import { endPhrase, endWordOf } from '../../summary/end-words.ts';
import { entryFacts } from '../../summary/entry-facts.ts';
import { code, type Phrase, phrase } from '../../words/phrase.ts';
import type { Text } from '../../words/text.ts';
import { isoTime } from '../iso-time.ts';
import { type Masker, UNMASKED } from '../mask.ts';
import { answerSection } from './answer-section.ts';
import { table, tableRow } from './markdown.ts';
import { foreignSpan, markdownPhrase, requestSpan } from './markdown-phrase.ts';
import { bounded, type ReportRow, shortened } from './report-rows.ts';
import { originKeys } from './report-words.ts';

export interface ReportOptions {
  /** `maskerOfTrace` unless the user chose to give the secrets away: then `UNMASKED`. */
  readonly masker: Masker;
  /** Writes in the user's language. */
  readonly text: Text;
  /** The extension's version. */
  readonly version: string;
  readonly browserVersion?: string;
}

/** Issue trackers take 65,536 characters; the requests get most of them. */
const LONGEST_REQUESTS = 42_000;
const LONGEST_SESSIONS = 10_000;
const LONGEST_LINES = 10_000;

/** Stands where there is nothing to say, or nothing was seen. */
const NONE = '–';
const UNSEEN = '?';

// Reports are read in other time zones: their times are in UTC, whatever the language.
const iso = (time: number): string => `${isoTime(time).slice(0, 19).replace('T', ' ')} UTC`;
const clock = (time: number): string => isoTime(time).slice(11, 23);

const browserNames: Readonly<Record<Trace['browser'], string>> = { chrome: 'Chrome', firefox: 'Firefox' };

class ThreadReport {
  readonly #thread: Thread;
  readonly #trace: Trace;
  readonly #options: ReportOptions;
  readonly #text: Text;

  constructor(trace: Trace, thread: Thread, options: ReportOptions) {
    this.#trace = trace;
    this.#thread = thread;
    this.#options = options;
    this.#text = options.text;
  }

  lines(): string[] {
    const { name, site, storeId } = this.#thread;
    const { masker } = this.#options;
    return [
      `# ${this.#text.say('reportTitle', this.#foreign(masker.name(name)), this.#foreign(masker.host(site)))}`,
      '',
      this.#lead(),
      '',
      ...answerSection(this.#text, answerOf(this.#trace, site, storeId), masker),
      '',
      `## ${this.#text.say('ribbon')}`,
      '',
      ...this.#sessions(),
      '',
      `## ${this.#text.say('viewRequests')}`,
      '',
      ...this.#requests(),
      '',
      `## ${this.#text.say('reportSetCookieLines')}`,
      '',
      ...this.#setCookieLines(),
      '',
    ];
  }

  #foreign(masked: string): string {
    return foreignSpan(this.#text, masked);
  }

  #say(said: Phrase): string {
    return markdownPhrase(this.#text, said, this.#options.masker);
  }

  /** What the report is about, what recorded it, and whether it holds secrets. */
  #lead(): string {
    const [text, { sessions }] = [this.#text, this.#thread];
    const first = sessions[0];
    const alive = sessions.filter(({ end }) => end === undefined).map(({ number }) => text.number(number));
    const count = text.plural('sessions', sessions.length);
    return [
      first === undefined ? `${count}.` : text.say('reportFirstSeen', count, iso(first.firstSeen)),
      alive.length === 0 ? text.say('reportAllEnded') : text.say('reportNotEnded', alive.join(', ')),
      ...this.#recorder(),
      this.#options.masker === UNMASKED ? `**${text.say('reportUnmasked')}**` : text.say('reportMasked'),
    ].join(' ');
  }

  #recorder(): string[] {
    const { browser, product, rulesKnown } = this.#trace;
    const { browserVersion, version, masker } = this.#options;
    const name = product === undefined ? browserNames[browser] : this.#foreign(masker.text(product));
    const recorder = browserVersion === undefined ? name : `${name} ${browserVersion}`;
    const recorded = this.#text.say('reportRecorded', recorder, version);
    if (rulesKnown) return [recorded];
    return [recorded, this.#say(phrase('fileRulesNotKnownNotice', code(product ?? '')))];
  }

  #sessions(): string[] {
    const text = this.#text;
    const head = [
      text.say('reportSessionColumn'),
      text.say('reportIdColumn'),
      text.say('reportBegan'),
      text.say('factRequests'),
      text.say('factLastCount'),
      text.say('reportTimeUtc'),
      text.say('factEnded'),
    ];
    const rows = this.#thread.sessions.map((session) => this.#session(session));
    return table(head, bounded(text, rows, LONGEST_SESSIONS, head.length));
  }

  #session({ number, id, firstSeen, createdBy, origin, entries, count, end }: Session): string {
    const text = this.#text;
    const began =
      createdBy === undefined ? text.say(originKeys[origin]) : text.say('answerStep', text.number(createdBy.step));
    return tableRow([
      text.number(number),
      this.#foreign(this.#options.masker.value(id)),
      `${clock(firstSeen)}, ${began}`,
      text.number(entries.length),
      count === undefined ? NONE : text.number(count),
      end === undefined ? NONE : clock(end.time),
      end === undefined ? text.say('reportStillThere') : this.#fate(end),
    ]);
  }

  #fate(end: SessionEnd): string {
    const text = this.#text;
    const { entry, successor } = end;
    const fate = text.say(endWordOf(end).fate);
    const there = entry === undefined ? fate : text.say('reportAtStep', fate, text.number(entry.step));
    return successor === undefined ? there : text.say('reportThenSession', there, text.number(successor.number));
  }

  /** Entries and ends of this thread in the order of the trace, long runs shortened, bounded in length. */
  #requests(): string[] {
    const text = this.#text;
    const head = [
      text.say('columnStep'),
      text.say('reportTimeUtc'),
      text.say('columnRequest'),
      text.say('columnSessionId'),
      text.say('columnCount'),
      text.say('columnAction'),
      text.say('columnResponse'),
    ];
    const rows: ReportRow[] = [];
    for (const row of this.#trace.rows) {
      if (row.kind === 'entry') {
        const effect = row.entry.effects.find(({ thread }) => thread === this.#thread);
        if (effect !== undefined) rows.push(this.#entry(row.entry, effect));
      } else if (row.kind === 'end' && row.session.thread === this.#thread) {
        const said = `**${this.#say(endPhrase(row.session, row.end))}**`;
        rows.push({ text: tableRow(['', clock(row.end.time), said, '', '', '', '']) });
      }
    }
    return table(head, bounded(text, shortened(text, rows, head.length), LONGEST_REQUESTS, head.length));
  }

  #entry(entry: RequestEntry, effect: SessionEffect): ReportRow {
    const text = this.#text;
    const count = countOf(entry);
    const row = tableRow([
      text.number(entry.step),
      clock(entry.startedDateTime),
      requestSpan(entry, this.#options.masker),
      this.#sent(entry, effect),
      count === undefined ? NONE : text.number(count),
      this.#action(entry, effect),
      this.#response(entry),
    ]);
    if (effect.action !== 'resumed' || effect.before === undefined) return { text: row };
    return { text: row, resumed: { session: effect.before, count } };
  }

  #sent({ requestUnseen }: RequestEntry, { before }: SessionEffect): string {
    if (before !== undefined) return this.#text.say('reportSession', this.#text.number(before.number));
    return requestUnseen ? UNSEEN : NONE;
  }

  #action(entry: RequestEntry, effect: SessionEffect): string {
    const { before, after, predicted } = effect;
    const action = this.#say(actionPhrase(entryFacts(entry, effect)));
    const arrow =
      after === undefined || after === before
        ? ''
        : ` → ${this.#text.say('reportSession', this.#text.number(after.number))}`;
    return `${action}${arrow}${predicted ? ` (${this.#text.say('predicted')})` : ''}`;
  }

  #response({ error, status, fromCache }: RequestEntry): string {
    if (error !== undefined) return this.#foreign(this.#options.masker.text(error));
    return `${status ?? NONE}${fromCache === true ? ` (${this.#text.say('flowCached')})` : ''}`;
  }

  /** Every Set-Cookie line that wrote the thread's cookie, as it came, with what the browser showed of it. */
  #setCookieLines(): string[] {
    const { name, site, storeId } = this.#thread;
    const found: string[] = [];
    let length = 0;
    for (const entry of this.#trace.entries) {
      if (entry.site !== site || entry.storeId !== storeId) continue;
      for (const { raw, parsed, observed } of entry.setCookies) {
        if (parsed.name !== name) continue;
        const step = this.#text.say('answerStep', this.#text.number(entry.step));
        const line = `- ${step}: ${this.#foreign(this.#options.masker.setCookie(raw))} (${this.#outcome(observed)})`;
        length += line.length;
        if (length > LONGEST_LINES) return [...found, `- ${this.#text.say('reportLinesLeftOut')}`];
        found.push(line);
      }
    }
    return found.length > 0 ? found : [this.#text.say('reportNoSetCookie')];
  }

  #outcome(observed: SetCookieEntry['observed']): string {
    if (observed === undefined) return this.#text.say('reportNotObserved');
    return `${this.#text.say('observed')}: ${this.#text.say(observed.removed ? 'outcomeDeleted' : 'outcomeStored')}`;
  }
}

/**
 * The story of one thread as Markdown, for an issue tracker, in the user's language and with the words on screen: at
 * most about 65,000 characters, no secret unless asked.
 */
export function threadReport(trace: Trace, thread: Thread, options: ReportOptions): string {
  return new ThreadReport(trace, thread, options).lines().join('\n');
}
