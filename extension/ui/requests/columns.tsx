import { countOf } from '../../trace/model/count-of.ts';
import type { RequestEntry, SessionEffect } from '../../trace/model/entry.ts';
import { headerValue } from '../../trace/model/headers.ts';
import { actionPhrase, briefPhrase } from '../../trace/summary/action-words.ts';
import { entryFacts } from '../../trace/summary/entry-facts.ts';
import { entryState, otherCountsOf } from '../../trace/summary/entry-state.ts';
import type { MessageKey } from '../../trace/words/message-key.ts';
import { type Phrase, plain } from '../../trace/words/phrase.ts';
import type { Text } from '../../trace/words/text.ts';
import { ActionTerm } from '../parts/action-term.tsx';
import { Chip } from '../parts/chip.tsx';
import { Fit } from '../parts/fit.tsx';
import { Foreign } from '../parts/foreign.tsx';
import { Icon } from '../parts/icon.tsx';
import { ReplayMark } from '../parts/replay-mark.tsx';
import type { TableColumn } from '../parts/virtual-table/table-column.ts';
import { textWidth } from '../parts/virtual-table/text-width.ts';
import { actionLooks } from '../words/action-looks.ts';
import { requestWords } from './request-words.ts';
import { Trail, trailOf } from './trail.tsx';

/** The input of a cell. */
export interface CellFacts {
  readonly entry: RequestEntry;
  readonly effect: SessionEffect | undefined;
  readonly text: Text;
  /** The px that the words of the action have in a row of two lines. */
  readonly room?: number;
  /** Whether a row has two lines. */
  readonly narrow?: boolean;
  /** The most common host; only other hosts are shown. */
  readonly host: string | undefined;
}

/** A column, and what its cells usually say: its least width lets that be read. */
export interface RequestColumn extends TableColumn<CellFacts> {
  /** `widest`: the largest number of each kind, as it is written. */
  readonly usual?: (text: Text, widest: WidestNumbers) => readonly string[];
  /** px that a cell has beside its text: padding, an icon, the trail. */
  readonly beside?: number;
  /** What its heading says where the table is narrow. */
  readonly briefLabel?: MessageKey;
}

/** The largest numbers of a table, as they are written. */
export interface WidestNumbers {
  readonly step: string;
  readonly count: string;
}

/** px of a cell's padding. */
const PADDING = 16;
/** px of an action's cell beside its words: its icon, and a space, which each font makes as wide as it likes. */
const BESIDE_ACTION = PADDING + 16 + 6;

/** The columns of the request table, in order. */
export const columns: readonly RequestColumn[] = [
  {
    id: 'step',
    sortable: true,
    label: 'columnStep',
    briefLabel: 'columnStepBrief',
    width: { least: 56 },
    priority: 1,
    narrow: { line: 'both', width: 58 },
    usual: (_, { step }) => [step],
    beside: 38,
    cell: ({ entry, effect, text }) => (
      <>
        <Trail {...trailOf(effect, countOf(entry) !== undefined)} />
        {text.number(entry.step)}
      </>
    ),
  },
  {
    id: 'time',
    sortable: true,
    label: 'columnTime',
    width: { least: 64 },
    priority: 2,
    narrow: 'unseen',
    usual: (text) => [text.clock(0)],
    beside: 17,
    cell: ({ entry, text }) => text.clock(entry.startedDateTime),
  },
  {
    id: 'request',
    sortable: true,
    label: 'columnRequest',
    width: { least: 120, share: 3, comfort: 240 },
    priority: 1,
    narrow: { line: 1, width: 'rest' },
    title: ({ entry }) => entry.url,
    cell: ({ entry, host }) => {
      const words = requestWords(entry.url);
      return (
        <>
          {entry.replay !== undefined && <ReplayMark replay={entry.replay} />}
          <b class="method">{entry.method}</b> <Foreign text={words.path} />
          {words.host !== host && (
            <span class="dim">
              {' '}
              <Foreign text={words.host} />
            </span>
          )}
        </>
      );
    },
  },
  {
    id: 'session-id',
    sortable: true,
    label: 'columnSessionId',
    briefLabel: 'columnSessionIdBrief',
    width: { least: 106 },
    priority: 1,
    narrow: { line: 2, width: 106, slim: 34 },
    usual: (text) => [text.say('idNone'), text.say('idUnseen'), text.say('idNotSent')],
    beside: 17,
    cell: ({ entry, effect, text }) => {
      if (effect?.before !== undefined && effect.action !== 'not-sent') return <Chip session={effect.before} named />;
      if (effect?.action === 'not-sent') return <span class="bad">{text.say('idNotSent')}</span>;
      return <span class="dim">{text.say(entry.requestUnseen ? 'idUnseen' : 'idNone')}</span>;
    },
  },
  {
    id: 'count',
    sortable: true,
    label: 'columnCount',
    width: { least: 50 },
    priority: 1,
    narrow: { line: 1, width: 28, atEnd: true },
    usual: (_, { count }) => [count],
    beside: 20,
    cell: ({ entry, text }) => {
      const count = countOf(entry);
      if (count === undefined) return <span class="dim">–</span>;
      const others = otherCountsOf(entry).map((other) => text.number(other));
      return (
        <>
          <b>{text.number(count)}</b>
          {others.length > 0 && (
            <span class="warn" title={text.say('countsDisagree')}>
              {' '}
              {text.say('countOrOther', others.join(', '))}
            </span>
          )}
        </>
      );
    },
  },
  {
    id: 'action',
    sortable: true,
    label: 'columnAction',
    width: { least: 150, share: 1 },
    priority: 1,
    narrow: { line: 2, width: 'rest', atEnd: true },
    usual: (text, { count }) => [text.say('actionResumedCounted', count), text.say('actionCreated')],
    beside: BESIDE_ACTION,
    cell: ({ entry, effect, text, room }) => {
      const state = entryState(entry, effect);
      const look = actionLooks[state];
      const said = actionPhrase({ ...entryFacts(entry, effect), state });
      return (
        <span class={look.tone}>
          <Icon name={look.icon} />{' '}
          <ActionTerm said={said}>
            <Fitting said={said} text={text} room={room} />
          </ActionTerm>
        </span>
      );
    },
  },
  {
    id: 'response',
    sortable: true,
    label: 'columnResponse',
    width: { least: 60, share: 1 },
    priority: 1,
    narrow: { line: 1, width: 46, slim: 36, atEnd: true },
    beside: 17,
    title: ({ entry }) => responseTitle(entry),
    cell: ({ entry, text, narrow }) => <Response entry={entry} text={text} narrow={narrow === true} />,
  },
];

interface FittingProps extends Pick<CellFacts, 'text'> {
  /** Undefined: the cell's own width decides. */
  readonly room: number | undefined;
  readonly said: Phrase;
}

/** What a request did: in short words where the usual ones have no room. Screen readers get the usual ones. */
function Fitting({ said, text, room }: FittingProps) {
  const words = plain(text, said);
  const brief = plain(text, briefPhrase(said));
  if (words === brief) return <>{words}</>;
  const width = textWidth(words, { size: 13 });
  if (room === undefined) return <Fit words={words} brief={brief} needs={width + BESIDE_ACTION - PADDING} />;
  if (width + BESIDE_ACTION <= room) return <>{words}</>;
  return (
    <span class="brief" data-brief={brief} title={words}>
      <span class="sr-only">{words}</span>
    </span>
  );
}

interface ResponseProps extends Pick<CellFacts, 'entry' | 'text'> {
  readonly narrow: boolean;
}

/** The status, then where a redirect leads, or the count; a row of two lines has room for the status alone. */
function Response({ entry, text, narrow }: ResponseProps) {
  const { status, error } = entry;
  if (status === undefined) {
    if (error === undefined) return <span class="dim">…</span>;
    const name = shortError(error);
    if (!narrow) {
      return (
        <span class="bad">
          <Fit words={error} brief="✕" needs={textWidth(name, { size: 13 })}>
            <Foreign text={name} />
          </Fit>
        </span>
      );
    }
    return (
      <span class="bad">
        <Icon name="cross" />
        <span class="sr-only">
          <Foreign text={name} />
        </span>
      </span>
    );
  }
  const to = locationOf(entry);
  const count = countOf(entry);
  return (
    <>
      <span class={status >= 400 ? 'bad' : 'status'}>{status}</span>
      {to !== undefined && <Location to={requestWords(to, entry.url).path} narrow={narrow} />}
      {to === undefined && count !== undefined && (
        <span class="count-text response-more"> {text.say('visitCount', text.number(count))}</span>
      )}
    </>
  );
}

/** px of a status of three digits with what separates it from the text behind it. */
const STATUS = 32;

/** Where a redirect leads; where that has no room, only that it is one. */
function Location({ to, narrow }: { readonly to: string; readonly narrow: boolean }) {
  const words = `→ ${to}`;
  return (
    <span class={narrow ? 'sr-only' : 'dim'}>
      {' '}
      {narrow ? (
        <Foreign text={words} />
      ) : (
        <Fit words={words} brief="→" needs={STATUS + textWidth(words, { size: 13 })}>
          <Foreign text={words} />
        </Fit>
      )}
    </span>
  );
}

/** The Location of a redirect. */
function locationOf({ status = 0, responseHeaders }: RequestEntry): string | undefined {
  return status >= 300 && status < 400 ? headerValue(responseHeaders, 'location') : undefined;
}

/** What a cell that is too narrow leaves out. */
function responseTitle(entry: RequestEntry): string {
  const to = locationOf(entry);
  const head = entry.error ?? (entry.statusLine || String(entry.status ?? ''));
  return to === undefined ? head : `${head} → ${to}`;
}

/** The meaningful part of a browser's error name: `net::ERR_CONNECTION_REFUSED` is `CONNECTION_REFUSED`. */
function shortError(error: string): string {
  return error.replace(/^(?:net::ERR_|NS_(?:ERROR|BINDING)_)/u, '');
}
