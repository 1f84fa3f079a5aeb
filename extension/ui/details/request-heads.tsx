import { useMemo, useState } from 'preact/hooks';
import { createMasker, type Masker, UNMASKED } from '../../trace/files/mask.ts';
import { maskHeader } from '../../trace/files/trace-file/mask-event.ts';
import type { RequestEntry } from '../../trace/model/entry.ts';
import type { Header } from '../../trace/model/event.ts';
import type { Session } from '../../trace/model/session.ts';
import { useInspector } from '../model/inspector-context.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import { Foreign } from '../parts/foreign.tsx';
import { followedNames, usePaneReveal } from './shown-values.ts';

/** The heads of a request and of its response, line by line as they were recorded, with masks until revealed. */
export function RequestHeads({ entry }: { readonly entry: RequestEntry }) {
  const { text } = useInspector();
  const [open, setOpen] = useState(false);
  return (
    <section>
      <details class="heads" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{text.say('headsTitle')}</summary>
        {open && <Heads entry={entry} />}
      </details>
    </section>
  );
}

function Heads({ entry }: { readonly entry: RequestEntry }) {
  const { text } = useInspector();
  const reveal = usePaneReveal();
  const masks = useMemo(() => maskerOfEntry(entry), [entry]);
  const masker = reveal.revealed ? UNMASKED : masks;
  const heads = [
    { first: `${entry.method} ${masker.url(entry.url)}`, headers: entry.requestHeaders },
    ...(entry.status === undefined
      ? []
      : [{ first: masker.text(entry.statusLine || String(entry.status)), headers: entry.responseHeaders }]),
  ].map(({ first, headers }) => ({ first, headers: headers.map((header) => maskHeader(masker, header)) }));
  return (
    <>
      <p class="dim">{text.say('headsWhat')}</p>
      {heads.map((head, at) => (
        <Head key={at} {...head} />
      ))}
      <div class="actions">
        <button type="button" class="small" aria-pressed={reveal.revealed} onClick={reveal.toggle}>
          {text.say(reveal.revealed ? 'hide' : 'reveal')}
        </button>
        <CopyButton text={heads.map(written).join('\n\n')} label={text.say('headsCopy')} />
      </div>
    </>
  );
}

interface HeadProps {
  /** The request's or the status line. */
  readonly first: string;
  readonly headers: readonly Header[];
}

function Head({ first, headers }: HeadProps) {
  return (
    <div class="card mono wrap head-lines">
      <div>
        <b>
          <Foreign text={first} />
        </b>
      </div>
      {headers.map(([name, value], at) => (
        <div key={at}>
          <span class="dim">{name}:</span> <Foreign text={value} />
        </div>
      ))}
    </div>
  );
}

function written({ first, headers }: HeadProps): string {
  return [first, ...headers.map(([name, value]) => `${name}: ${value}`)].join('\n');
}

/** Knows the sessions of this entry as secrets; the rest is hidden for what it looks like. */
function maskerOfEntry(entry: RequestEntry): Masker {
  const sessions = [...entry.effects, ...entry.companions]
    .flatMap(({ before, after }) => [before, after])
    .filter((session): session is Session => session !== undefined);
  return createMasker({
    ids: sessions.map(({ id }) => id),
    values: sessions.map(({ value }) => value),
    sessionNames: followedNames(entry),
  });
}
