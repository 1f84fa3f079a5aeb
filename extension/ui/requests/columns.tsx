import type { ComponentChildren } from 'preact';
import { countOf } from '../../trace/model/count-of.ts';
import type { RequestEntry, SessionStep } from '../../trace/model/entry.ts';
import { entryState, otherCountsOf } from '../../trace/summary/entry-state.ts';
import type { MessageKey } from '../../trace/words/message-key.ts';
import { plain } from '../../trace/words/phrase.ts';
import type { Text } from '../../trace/words/text.ts';
import { Chip } from '../parts/chip.tsx';
import { Foreign } from '../parts/foreign.tsx';
import { Icon } from '../parts/icon.tsx';
import { actionPhrase, actionWords } from '../words/action-words.ts';
import { requestWords } from './request-words.ts';
import { Trail, trailOf } from './trail.tsx';

/** What a cell is drawn from. */
export interface CellFacts {
  readonly entry: RequestEntry;
  readonly step: SessionStep | undefined;
  readonly text: Text;
  /** The host that most requests go to; others are named. */
  readonly host: string | undefined;
}

/** A column of the request table: one more is one more record. */
export interface Column {
  readonly id: string;
  readonly label: MessageKey;
  /** A track of the grid. */
  readonly width: string;
  readonly cell: (facts: CellFacts) => ComponentChildren;
  /** The whole of what a cell may have to cut. */
  readonly title?: (facts: CellFacts) => string;
}

export const columns: readonly Column[] = [
  {
    id: 'step',
    label: 'columnStep',
    width: '74px',
    cell: ({ entry, step, text }) => (
      <>
        <Trail {...trailOf(step, countOf(entry) !== undefined)} />
        {text.number(entry.step)}
      </>
    ),
  },
  {
    id: 'time',
    label: 'columnTime',
    width: '84px',
    cell: ({ entry, text }) => text.clock(entry.startedDateTime),
  },
  {
    id: 'request',
    label: 'columnRequest',
    width: 'minmax(110px, 1.4fr)',
    title: ({ entry }) => entry.url,
    cell: ({ entry, host }) => {
      const words = requestWords(entry.url);
      return (
        <>
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
    label: 'columnSessionId',
    width: 'minmax(132px, 156px)',
    cell: ({ entry, step, text }) => {
      if (step?.before !== undefined && step.action !== 'withheld') return <Chip session={step.before} named />;
      if (step?.action === 'withheld') return <span class="bad">{text.say('idWithheld')}</span>;
      return <span class="dim">{text.say(entry.requestUnseen ? 'idUnseen' : 'idNone')}</span>;
    },
  },
  {
    id: 'count',
    label: 'columnCount',
    width: '64px',
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
    label: 'columnAction',
    width: 'minmax(186px, 1.1fr)',
    cell: ({ entry, step, text }) => {
      const state = entryState(entry, step);
      const count = countOf(entry);
      const word = actionWords[state];
      return (
        <span class={word.tone}>
          <Icon name={word.icon} />{' '}
          {plain(text, actionPhrase({ ...step, state, ...(count !== undefined && { count }) }))}
        </span>
      );
    },
  },
  {
    id: 'response',
    label: 'columnResponse',
    width: 'minmax(148px, 1fr)',
    cell: ({ entry, text }) => <Response entry={entry} text={text} />,
  },
];

/** The tracks of the table's grid. */
export const gridColumns = columns.map(({ width }) => width).join(' ');

function Response({ entry, text }: { readonly entry: RequestEntry; readonly text: Text }) {
  if (entry.status === undefined) {
    return entry.error === undefined ? (
      <span class="dim">…</span>
    ) : (
      <span class="bad">
        <Foreign text={entry.error} />
      </span>
    );
  }
  const location = entry.responseHeaders.find(([name]) => name === 'location')?.[1];
  const count = countOf(entry);
  return (
    <>
      <span class={entry.status >= 400 ? 'bad' : 'status'}>{entry.status}</span>{' '}
      {location !== undefined && entry.status >= 300 && entry.status < 400 ? (
        <span class="dim">
          → <Foreign text={requestWords(location, entry.url).path} />
        </span>
      ) : (
        count !== undefined && <span class="count-text">{text.say('visitCount', text.number(count))}</span>
      )}
    </>
  );
}
