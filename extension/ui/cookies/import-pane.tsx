import { useEffect, useMemo, useState } from 'preact/hooks';
import type { BrowserCookie } from '../../cookies/browser-cookie.ts';
import { bareDomain } from '../../cookies/domain-match.ts';
import { MAX_TEXT } from '../../cookies/exchange/exchange-cookie.ts';
import { parseExchange } from '../../cookies/exchange/parse-exchange.ts';
import { type PreviewRow, previewImport } from '../../trace/workshop/import-preview.ts';
import type { JarStep } from '../../trace/workshop/jar-step.ts';
import { useInspector } from '../inspector-context.ts';
import { Foreign } from '../parts/foreign.tsx';
import { Icon } from '../parts/icon.tsx';
import type { MessageKey } from '../words/message-key.ts';
import { phrase } from '../words/phrase.ts';
import { useWorld } from '../world.ts';
import { useWorkshop } from './workshop-context.ts';

const kindKeys: Readonly<Record<PreviewRow['kind'], MessageKey>> = {
  new: 'jarRowNew',
  replaces: 'jarRowReplaces',
  same: 'jarRowSame',
  fails: 'jarRowFails',
};
const kindIcons = { new: 'plus', replaces: 'swap', same: 'check', fails: 'refuse' } as const;

/** Hosts that are asked about; a browser's whole jar names about a thousand. */
const MOST_HOSTS = 3_000;

/** Rows that are drawn; the rest is counted. */
const MOST_DRAWN = 300;

/** Cookies on their way in: what will happen is said row by row before it does, and what is chosen happens as one deed. */
export function ImportPane({ onDone }: { readonly onDone: () => void }) {
  const { text, host } = useWorld();
  const { jar } = useInspector();
  const workshop = useWorkshop();
  const [typed, setTyped] = useState('');
  const [trouble, setTrouble] = useState<string | undefined>(undefined);
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set());
  const [failed, setFailed] = useState<readonly string[]>([]);
  const held = jar.cookies.value;
  const url = workshop.url.value;

  const read = useMemo(
    () =>
      typed.trim() === ''
        ? undefined
        : parseExchange(typed, { url, rules: workshop.rules, suffixes: workshop.suffixes(), now: host.now() }),
    [typed, url],
  );
  // Whose cookies may be written, and what they hold now, is the background's to say.
  const [hosts, setHosts] = useState<
    { readonly granted: ReadonlySet<string>; readonly cookies: readonly BrowserCookie[] } | undefined
  >(undefined);
  useEffect(() => {
    let wanted = true;
    const named = new Set((read?.rows ?? []).flatMap((row) => (row.ok ? [bareDomain(row.cookie.domain)] : [])));
    setHosts(undefined);
    if (named.size === 0) return;
    host.send('read-hosts', { hosts: [...named].slice(0, MOST_HOSTS) }).then(
      ({ granted, cookies }) => {
        if (wanted) setHosts({ granted: new Set(granted), cookies });
      },
      (reason: unknown) => {
        if (wanted) setTrouble(reason instanceof Error ? reason.message : String(reason));
      },
    );
    return () => {
      wanted = false;
    };
  }, [read, held]);
  const rows = useMemo(() => {
    if (read === undefined) return [];
    const nothing = read.rows.every((row) => !row.ok);
    if (hosts === undefined && !nothing) return [];
    const jarNow = hosts?.cookies ?? [];
    const fallback = host.browser === 'firefox' ? 'firefox-default' : '0';
    return previewImport(read.rows, {
      rules: workshop.rules,
      suffixes: workshop.suffixes(),
      jar: jarNow,
      now: host.now(),
      storeId: held?.[0]?.storeId ?? fallback,
      storeIds: new Set([fallback, ...[...jarNow, ...(held ?? [])].map(({ storeId }) => storeId)]),
      mayWrite: (name) => hosts?.granted.has(name) === true,
    });
  }, [read, hosts]);

  const able = rows.flatMap((row) => (row.kind === 'new' || row.kind === 'replaces' ? [row] : []));
  const chosen = able.filter(({ row }) => !left.has(row));
  const open = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    setFailed([]);
    if (file.size > MAX_TEXT) {
      setTrouble(text.say('jarFileTooLarge', text.number(MAX_TEXT / 1024 / 1024)));
      return;
    }
    try {
      setTyped(await file.text());
      setTrouble(undefined);
    } catch {
      setTrouble(text.say('jarFileUnread'));
    }
  };
  const run = async (): Promise<void> => {
    const steps: JarStep[] = chosen.map(({ cookie }) => ({ kind: 'put', cookie }));
    const answer = await workshop.change('import', steps, (count) => phrase('jarImported', count));
    if (answer === undefined) return;
    const told = answer.results.flatMap((result) => (result.ok ? [] : [result.why]));
    setFailed(told);
    if (told.length === 0) onDone();
  };

  return (
    <>
      <p class="dim">{text.say('jarImportWhat')}</p>
      <label class="jar-field">
        <span class="jar-label">{text.say('jarFile')}</span>
        <input
          type="file"
          accept=".json,.txt,.cookies,text/plain,application/json"
          onChange={(event) => void open(event.currentTarget.files?.[0])}
        />
      </label>
      <label class="jar-field">
        <span class="jar-label">{text.say('jarPaste')}</span>
        <textarea
          rows={4}
          spellcheck={false}
          class="mono"
          value={typed.length > 20_000 ? `${typed.slice(0, 20_000)}…` : typed}
          readOnly={typed.length > 20_000}
          onInput={(event) => {
            setTyped(event.currentTarget.value);
            setFailed([]);
            setTrouble(undefined);
          }}
        />
      </label>
      {trouble !== undefined && <p class="bad">{trouble}</p>}
      {read?.error !== undefined && <p class="bad">{read.error}</p>}
      {failed.length > 0 && (
        <ul class="bad">
          {failed.slice(0, 50).map((why) => (
            <li key={why}>{why}</li>
          ))}
        </ul>
      )}
      {rows.length > 0 && (
        <>
          <p role="status">
            {text.say(
              'jarImportSum',
              text.number(rows.filter(({ kind }) => kind === 'new').length),
              text.number(rows.filter(({ kind }) => kind === 'replaces').length),
              text.number(rows.filter(({ kind }) => kind === 'same').length),
              text.number(rows.filter(({ kind }) => kind === 'fails').length),
            )}
          </p>
          <div class="actions">
            <button
              type="button"
              class="primary"
              disabled={chosen.length === 0 || workshop.busy.value}
              onClick={() => void run()}
            >
              {text.plural('jarImportRun', chosen.length)}
            </button>
            <button
              type="button"
              disabled={able.length === 0}
              onClick={() => setLeft(chosen.length === able.length ? new Set(able.map(({ row }) => row)) : new Set())}
            >
              {text.say(chosen.length === able.length ? 'jarChooseNone' : 'jarChooseAll')}
            </button>
          </div>
          <ol class="plain jar-items jar-preview">
            {rows.slice(0, MOST_DRAWN).map((row) => (
              <Row
                key={row.row}
                row={row}
                chosen={!left.has(row.row)}
                onChosen={(on) => {
                  const next = new Set(left);
                  if (on) next.delete(row.row);
                  else next.add(row.row);
                  setLeft(next);
                }}
              />
            ))}
          </ol>
          {rows.length > MOST_DRAWN && <p class="dim">{text.plural('jarAndMore', rows.length - MOST_DRAWN)}</p>}
        </>
      )}
    </>
  );
}

interface RowProps {
  readonly row: PreviewRow;
  readonly chosen: boolean;
  readonly onChosen: (on: boolean) => void;
}

function Row({ row, chosen, onChosen }: RowProps) {
  const { text } = useWorld();
  const told = 'why' in row ? [row.why] : row.notes;
  const able = !('why' in row);
  return (
    <li>
      <label class="jar-check">
        <input
          type="checkbox"
          disabled={!able}
          checked={able && chosen}
          onChange={(event) => onChosen(event.currentTarget.checked)}
        />
        <span class="dim">{text.number(row.row)}</span>
        <span class={row.kind === 'fails' ? 'bad' : row.kind === 'same' ? 'dim' : 'good'}>
          <Icon name={kindIcons[row.kind]} /> {text.say(kindKeys[row.kind])}
        </span>
        {row.cookie !== undefined && (
          <span class="wrap">
            <b class="mono">
              <Foreign text={row.cookie.name} />
            </b>{' '}
            <span class="dim">
              <Foreign text={`${row.cookie.domain} ${row.cookie.path}`} />
            </span>
          </span>
        )}
      </label>
      {told.map((why) => (
        <p key={why} class={row.kind === 'fails' ? 'bad' : 'dim'}>
          {why}
        </p>
      ))}
    </li>
  );
}
