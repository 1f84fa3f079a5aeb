import { countOf } from '../../trace/model/count-of.ts';
import type { RequestEntry, SessionStep } from '../../trace/model/entry.ts';
import { actionPhrase } from '../../trace/summary/action-words.ts';
import { entryFacts } from '../../trace/summary/entry-facts.ts';
import { entryState, otherCountsOf } from '../../trace/summary/entry-state.ts';
import { plain } from '../../trace/words/phrase.ts';
import type { Text } from '../../trace/words/text.ts';
import { Chip } from '../parts/chip.tsx';
import { Foreign } from '../parts/foreign.tsx';
import { Icon } from '../parts/icon.tsx';
import type { TableColumn } from '../parts/virtual-table/table-column.ts';
import { actionLooks } from '../words/action-looks.ts';
import { requestWords } from './request-words.ts';
import { Trail, trailOf } from './trail.tsx';

/** The input of a cell. */
export interface CellFacts {
  readonly entry: RequestEntry;
  readonly step: SessionStep | undefined;
  readonly text: Text;
  /** The most common host; only other hosts are shown. */
  readonly host: string | undefined;
}

/** The columns of the request table, in order. */
export const columns: readonly TableColumn<CellFacts>[] = [
  {
    id: 'step',
    label: 'columnStep',
    width: { least: 80 },
    priority: 1,
    narrow: { line: 'both', width: 58 },
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
    width: { least: 84 },
    priority: 2,
    narrow: 'unseen',
    cell: ({ entry, text }) => text.clock(entry.startedDateTime),
  },
  {
    id: 'request',
    label: 'columnRequest',
    width: { least: 110, share: 2 },
    priority: 1,
    narrow: { line: 1, width: 'rest' },
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
    width: { least: 126, most: 150 },
    priority: 1,
    narrow: { line: 2, width: 94 },
    cell: ({ entry, step, text }) => {
      if (step?.before !== undefined && step.action !== 'withheld') return <Chip session={step.before} named />;
      if (step?.action === 'withheld') return <span class="bad">{text.say('idWithheld')}</span>;
      return <span class="dim">{text.say(entry.requestUnseen ? 'idUnseen' : 'idNone')}</span>;
    },
  },
  {
    id: 'count',
    label: 'columnCount',
    width: { least: 56 },
    priority: 1,
    narrow: { line: 1, width: 28, atEnd: true },
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
    width: { least: 150, share: 1.2 },
    priority: 1,
    narrow: { line: 2, width: 'rest', atEnd: true },
    cell: ({ entry, step, text }) => {
      const state = entryState(entry, step);
      const look = actionLooks[state];
      return (
        <span class={look.tone}>
          <Icon name={look.icon} /> {plain(text, actionPhrase({ ...entryFacts(entry, step), state }))}
        </span>
      );
    },
  },
  {
    id: 'response',
    label: 'columnResponse',
    width: { least: 64, share: 0.9 },
    priority: 1,
    narrow: { line: 1, width: 46, atEnd: true },
    cell: ({ entry, text }) => <Response entry={entry} text={text} />,
  },
];

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
