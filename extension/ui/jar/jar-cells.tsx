import { partitionText } from '../../cookies/cookie-identity.ts';
import type { JarRow } from '../../trace/jar/jar-rows.ts';
import { masked } from '../../trace/words/short-id.ts';
import { useWorld } from '../model/world.ts';
import { Chip } from '../parts/chip.tsx';
import { Foreign } from '../parts/foreign.tsx';
import { Icon } from '../parts/icon.tsx';
import { InlineValue } from './inline-value.tsx';
import { useJarEditor } from './jar-editor-context.ts';
import { areAllMarked, listedKeys, toggledMark, toggledMarks } from './marks.ts';
import { ShortCountdown } from './short-countdown.tsx';

/** The checkbox that marks all cookies of the list, or none. */
export function MarkAllBox() {
  const { text } = useWorld();
  const { lines, marked } = useJarEditor();
  const keys = listedKeys(lines.value);
  return (
    <input
      class="mark-box"
      type="checkbox"
      aria-label={text.say('jarMarkAll')}
      checked={areAllMarked(keys, marked.value)}
      onChange={() => {
        marked.value = toggledMarks(keys, marked.peek());
      }}
    />
  );
}

/** The checkbox that marks one cookie. Space marks the focused row, so this is no tab stop. */
export function MarkBox({ row }: { readonly row: JarRow }) {
  const { text } = useWorld();
  const { marked } = useJarEditor();
  return (
    <input
      class="mark-box"
      type="checkbox"
      tabIndex={-1}
      aria-label={text.say('jarMark', row.cookie.name)}
      checked={marked.value.has(row.key)}
      onChange={() => {
        marked.value = toggledMark(row.key, marked.peek());
      }}
    />
  );
}

const sameSiteShort = { no_restriction: 'None', lax: 'Lax', strict: 'Strict', unspecified: '' } as const;

export function NameCell({ row }: { readonly row: JarRow }) {
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

export function ValueCell({ row }: { readonly row: JarRow }) {
  const { text } = useWorld();
  const jarEditor = useJarEditor();
  if (jarEditor.inline.value === row.key) return <InlineValue row={row} />;
  const session = jarEditor.sessionOf(row);
  if (session !== undefined) return <Chip session={session} />;
  if (row.cookie.value === '') return <span class="dim">{text.say('emptyValue')}</span>;
  return (
    <span class="mono dim">
      <Foreign text={jarEditor.isHarmless(row) ? row.cookie.value : masked(row.cookie.value)} />
    </span>
  );
}

export function DomainCell({ row }: { readonly row: JarRow }) {
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

export function PathCell({ row }: { readonly row: JarRow }) {
  return <Foreign text={row.cookie.path} />;
}

export function ExpiresCell({ row }: { readonly row: JarRow }) {
  const { text } = useWorld();
  const { expirationDate } = row.cookie;
  if (expirationDate === undefined) return <span class="dim">{text.say('jarSession')}</span>;
  return <ShortCountdown until={expirationDate * 1000} />;
}

export function FlagsCell({ row }: { readonly row: JarRow }) {
  const { secure, httpOnly, sameSite } = row.cookie;
  const flags = [httpOnly && 'HttpOnly', secure && 'Secure', sameSiteShort[sameSite]].filter(Boolean);
  return (
    <span class="dim" title={flags.join(', ')}>
      {flags.join(' ')}
    </span>
  );
}

export function SizeCell({ row }: { readonly row: JarRow }) {
  const { text } = useWorld();
  return text.number(row.size);
}

export function SentCell({ row }: { readonly row: JarRow }) {
  const { text } = useWorld();
  if (row.verdict === undefined) return null;
  return row.verdict.sent ? (
    <span class="good" title={text.say('jarIsSent')}>
      <Icon name="check" /> <span class="sent-words">{text.say('jarIsSent')}</span>
    </span>
  ) : (
    <span class="dim" title={text.say('jarNotSent')}>
      <Icon name="withhold" /> <span class="sent-words">{text.say('jarNotSent')}</span>
    </span>
  );
}

export function ChangedCell({ row }: { readonly row: JarRow }) {
  const { text } = useWorld();
  if (row.setBy !== undefined) return text.say('jarStep', text.number(row.setBy.step));
  return row.changed === undefined ? <span class="dim">–</span> : text.clock(row.changed);
}
