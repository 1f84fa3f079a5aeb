import type { ComponentChildren } from 'preact';
import { partitionText } from '../../cookies/cookie-identity.ts';
import type { JarRow, SortColumn } from '../../trace/jar/jar-rows.ts';
import type { MessageKey } from '../../trace/words/message-key.ts';
import { masked } from '../../trace/words/short-id.ts';
import { useWorld } from '../model/world.ts';
import { Chip } from '../parts/chip.tsx';
import { Foreign } from '../parts/foreign.tsx';
import { Icon } from '../parts/icon.tsx';
import { useJarEditor } from './jar-editor-context.ts';
import { ShortCountdown } from './short-countdown.tsx';

interface Column {
  readonly id: string;
  readonly label: MessageKey;
  /** A track of the grid. */
  readonly width: string;
  /** What a click on its head sorts by. */
  readonly sort: SortColumn;
  readonly Cell: (props: { readonly row: JarRow }) => ComponentChildren;
}

/** The columns after the box that marks a row; one more is one more record. */
export const jarColumns: readonly Column[] = [
  { id: 'name', label: 'jarName', width: 'minmax(104px, 1.2fr)', sort: 'name', Cell: NameCell },
  { id: 'value', label: 'jarValue', width: 'minmax(104px, 1fr)', sort: 'value', Cell: ValueCell },
  { id: 'domain', label: 'factDomain', width: 'minmax(96px, 1.2fr)', sort: 'domain', Cell: DomainCell },
  { id: 'path', label: 'factPath', width: 'minmax(48px, .6fr)', sort: 'path', Cell: PathCell },
  { id: 'expires', label: 'factExpires', width: 'minmax(120px, .6fr)', sort: 'expires', Cell: ExpiresCell },
  { id: 'flags', label: 'jarFlags', width: 'minmax(118px, .9fr)', sort: 'flags', Cell: FlagsCell },
  { id: 'size', label: 'jarSize', width: '48px', sort: 'size', Cell: SizeCell },
  { id: 'sent', label: 'jarSent', width: '94px', sort: 'sent', Cell: SentCell },
  { id: 'changed', label: 'jarChanged', width: '80px', sort: 'changed', Cell: ChangedCell },
];

export const jarGrid = `34px ${jarColumns.map(({ width }) => width).join(' ')}`;

const sameSiteShort = { no_restriction: 'None', lax: 'Lax', strict: 'Strict', unspecified: '' } as const;

function NameCell({ row }: { readonly row: JarRow }) {
  const { text } = useWorld();
  return (
    <span class="mono">
      {row.isProtected && <Mark icon="lock" label={text.say('jarProtected')} />}
      {row.shadow !== undefined && <Mark icon="layers" label={text.say('jarShadowed')} />}
      {row.cookie.name === '' ? <span class="dim">{text.say('nameless')}</span> : <Foreign text={row.cookie.name} />}
    </span>
  );
}

function Mark({ icon, label }: { readonly icon: 'lock' | 'layers'; readonly label: string }) {
  return (
    <span class={`mark-${icon}`} title={label}>
      <Icon name={icon} />
      <span class="sr-only">{label} </span>
    </span>
  );
}

function ValueCell({ row }: { readonly row: JarRow }) {
  const { text } = useWorld();
  const session = useJarEditor().sessionOf(row);
  if (session !== undefined) return <Chip session={session} />;
  if (row.cookie.value === '') return <span class="dim">{text.say('emptyValue')}</span>;
  return (
    <span class="mono dim">
      <Foreign text={masked(row.cookie.value)} />
    </span>
  );
}

function DomainCell({ row }: { readonly row: JarRow }) {
  const partition = partitionText(row.cookie.partitionKey);
  return (
    <>
      <Foreign text={row.cookie.domain} />
      {partition !== '' && (
        <span class="dim">
          {' · '}
          <Foreign text={partition} />
        </span>
      )}
    </>
  );
}

function PathCell({ row }: { readonly row: JarRow }) {
  return <Foreign text={row.cookie.path} />;
}

function ExpiresCell({ row }: { readonly row: JarRow }) {
  const { text } = useWorld();
  const { expirationDate } = row.cookie;
  if (expirationDate === undefined) return <span class="dim">{text.say('jarSession')}</span>;
  return <ShortCountdown until={expirationDate * 1000} />;
}

function FlagsCell({ row }: { readonly row: JarRow }) {
  const { secure, httpOnly, sameSite } = row.cookie;
  const flags = [httpOnly && 'HttpOnly', secure && 'Secure', sameSiteShort[sameSite]].filter(Boolean);
  return (
    <span class="dim" title={flags.join(', ')}>
      {flags.join(' ')}
    </span>
  );
}

function SizeCell({ row }: { readonly row: JarRow }) {
  const { text } = useWorld();
  return text.number(row.size);
}

export function SentCell({ row }: { readonly row: JarRow }) {
  const { text } = useWorld();
  if (row.verdict === undefined) return null;
  return row.verdict.sent ? (
    <span class="good">
      <Icon name="check" /> {text.say('jarIsSent')}
    </span>
  ) : (
    <span class="dim">
      <Icon name="withhold" /> {text.say('jarNotSent')}
    </span>
  );
}

function ChangedCell({ row }: { readonly row: JarRow }) {
  const { text } = useWorld();
  if (row.setBy !== undefined) return text.say('jarStep', text.number(row.setBy.step));
  return row.changed === undefined ? <span class="dim">–</span> : text.clock(row.changed);
}
