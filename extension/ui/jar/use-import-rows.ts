import { useEffect, useMemo, useState } from 'preact/hooks';
import type { BrowserCookie } from '../../cookies/browser-cookie.ts';
import { bareDomain } from '../../cookies/domain-match.ts';
import { type ExchangeImport, parseExchange } from '../../cookies/exchange/parse-exchange.ts';
import type { UnwatchedSite } from '../../protocol/commands.ts';
import { type PreviewRow, previewImport } from '../../trace/jar/import-preview.ts';
import { whyFailed } from '../../trace/model/why-failed.ts';
import { useInspector } from '../model/inspector-context.ts';
import { useJarEditor } from './jar-editor-context.ts';

/** The most hosts in one question; a browser's whole jar has about a thousand. */
const MAX_HOSTS = 3_000;

/** Which hosts may be written to, and their current cookies. */
interface KnownHosts {
  readonly granted: ReadonlySet<string>;
  readonly cookies: readonly BrowserCookie[];
  readonly unwatched: readonly UnwatchedSite[];
}

interface ImportRows {
  readonly rows: readonly PreviewRow[];
  /** Sites of the rows that are not watched. */
  readonly unwatched: readonly UnwatchedSite[];
  /** What was read from the text; undefined if it is empty. */
  readonly read: ExchangeImport | undefined;
  /** Why the background did not answer, in one sentence. */
  readonly unasked: string | undefined;
  /** Asks again after the user has given a permission. */
  askAgain(): void;
}

/** What an import of a text would do, row by row. The rows appear once the background has answered. */
export function useImportRows(typed: string): ImportRows {
  const { jar, host } = useInspector();
  const jarEditor = useJarEditor();
  const [hosts, setHosts] = useState<KnownHosts | undefined>(undefined);
  const [unasked, setUnasked] = useState<string | undefined>(undefined);
  const [asked, setAsked] = useState(0);
  const held = jar.cookies.value;
  const url = jarEditor.url.value;
  const read = useMemo(
    () =>
      typed.trim() === ''
        ? undefined
        : parseExchange(typed, { url, rules: jarEditor.rules, suffixes: jarEditor.suffixes(), now: host.now() }),
    [typed, url],
  );

  useEffect(() => {
    let wanted = true;
    const named = new Set((read?.rows ?? []).flatMap((row) => (row.ok ? [bareDomain(row.cookie.domain)] : [])));
    setHosts(undefined);
    setUnasked(undefined);
    if (named.size === 0) return;
    host.send('read-hosts', { hosts: [...named].slice(0, MAX_HOSTS) }).then(
      ({ granted, cookies, unwatched }) => {
        if (wanted) setHosts({ granted: new Set(granted), cookies, unwatched });
      },
      (reason: unknown) => {
        if (wanted) setUnasked(whyFailed(reason));
      },
    );
    return () => {
      wanted = false;
    };
  }, [read, held, asked]);

  const rows = useMemo(() => {
    if (read === undefined) return [];
    const nothing = read.rows.every((row) => !row.ok);
    if (hosts === undefined && !nothing) return [];
    const jarNow = hosts?.cookies ?? [];
    const fallback = host.browser === 'firefox' ? 'firefox-default' : '0';
    return previewImport(read.rows, {
      rules: jarEditor.rules,
      suffixes: jarEditor.suffixes(),
      jar: jarNow,
      now: host.now(),
      storeId: held?.[0]?.storeId ?? fallback,
      storeIds: new Set([fallback, ...[...jarNow, ...(held ?? [])].map(({ storeId }) => storeId)]),
      mayWrite: (name) => hosts?.granted.has(name) === true,
    });
  }, [read, hosts]);

  return {
    rows,
    unwatched: hosts?.unwatched ?? [],
    read,
    unasked,
    askAgain: () => setAsked(asked + 1),
  };
}
