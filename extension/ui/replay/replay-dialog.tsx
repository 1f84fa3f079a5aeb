import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { BrowserCookie } from '../../cookies/browser-cookie.ts';
import { identityKey } from '../../cookies/cookie-identity.ts';
import type { RequestEntry } from '../../trace/model/entry.ts';
import type { Session } from '../../trace/model/session.ts';
import type { Trace } from '../../trace/model/trace.ts';
import { type Phrase, phrase } from '../../trace/words/phrase.ts';
import { whyNotPhrase } from '../../trace/words/why-not-words.ts';
import { attempt } from '../model/attempt.ts';
import { failure } from '../model/cookie-actions.ts';
import { useInspector } from '../model/inspector-context.ts';
import type { InspectorModel } from '../model/inspector-model.ts';
import { Chip } from '../parts/chip.tsx';
import { Foreign, LongForeign } from '../parts/foreign.tsx';
import { Icon } from '../parts/icon.tsx';
import { Say } from '../parts/say.tsx';
import '../styles/sheet.css';
import { cookiesOfReplay, pageOf } from './replay-cookies.ts';
import './replay.css';

/** What would happen: with these cookies, or why it cannot be. */
type Outlook = { readonly cookies: readonly BrowserCookie[] } | { readonly not: Phrase };

/** Asks before a request is sent again: what goes out, from where, with which cookies, and what it may do. */
export function ReplayDialog({ entry }: { readonly entry: RequestEntry }) {
  const inspector = useInspector();
  const { text, replaying } = inspector;
  const dialog = useRef<HTMLDialogElement>(null);
  const [outlook, setOutlook] = useState<Outlook | undefined>(undefined);
  const close = (): void => {
    replaying.value = undefined;
  };
  useLayoutEffect(() => dialog.current?.showModal(), []);
  useEffect(() => {
    let wanted = true;
    void lookAhead(inspector, entry).then((ahead) => {
      if (wanted) setOutlook(ahead);
    });
    return () => {
      wanted = false;
    };
  }, [inspector, entry]);
  return (
    <dialog ref={dialog} class="sheet" aria-labelledby="replay-title" onClose={close}>
      <div class="sheet-body replay">
        <h2 id="replay-title">{text.say('replayAsk', text.number(entry.step))}</h2>
        <p class="mono wrap card">
          <b>
            <Foreign text={entry.method} />
          </b>{' '}
          <LongForeign text={entry.url} />
        </p>
        <p>{text.say('replayWhat')}</p>
        <div class="replay-outlook" aria-live="polite">
          {outlook !== undefined &&
            ('not' in outlook ? <Not why={outlook.not} /> : <Cookies {...outlook} entry={entry} />)}
        </div>
        <p class="dim">{text.say('replayDiffers')}</p>
        <div class="actions">
          <button type="button" onClick={close}>
            {text.say('replayCancel')}
          </button>
          <button
            type="button"
            class="primary"
            disabled={outlook === undefined || 'not' in outlook}
            onClick={() => {
              close();
              void sendAgain(inspector, entry);
            }}
          >
            <Icon name="again" /> {text.say('replayGo')}
          </button>
        </div>
      </div>
    </dialog>
  );
}

function Not({ why }: { readonly why: Phrase }) {
  return (
    <p class="bad">
      <Icon name="refuse" /> <Say phrase={why} />
    </p>
  );
}

interface CookiesProps {
  readonly entry: RequestEntry;
  readonly cookies: readonly BrowserCookie[];
}

function Cookies({ entry, cookies }: CookiesProps) {
  const { text, trace } = useInspector();
  return (
    <>
      <p>{text.say(cookies.length === 0 ? 'replayNoCookies' : 'replayCookies')}</p>
      {cookies.length > 0 && (
        <ul class="replay-cookies mono">
          {cookies.map((cookie) => (
            <li key={identityKey(cookie)}>
              {cookie.name === '' ? text.say('nameless') : <Foreign text={cookie.name} />}{' '}
              <SessionChip session={sessionOf(trace.trace(), entry, cookie)} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function SessionChip({ session }: { readonly session: Session | undefined }) {
  return session === undefined ? null : <Chip session={session} />;
}

function sessionOf({ threads }: Trace, { site }: RequestEntry, { name, value }: BrowserCookie): Session | undefined {
  for (const thread of threads.values()) {
    const session = thread.site === site && thread.name === name && thread.sessions.find((one) => one.value === value);
    if (session) return session;
  }
  return undefined;
}

/** Asks the background what would happen now. */
async function lookAhead({ host }: InspectorModel, entry: RequestEntry): Promise<Outlook> {
  try {
    const { tabId, method, url } = entry;
    const place = await host.send('replay-place', { tabId, method, url, page: pageOf(entry) });
    if ('why' in place) return { not: whyNotPhrase(place.why) };
    const { cookies } = await host.send('read-hosts', { hosts: [entry.host] });
    const from = { page: place.page, browser: host.browser, now: host.now() };
    return { cookies: cookiesOfReplay(entry, cookies, from) };
  } catch (reason) {
    return { not: failure(reason).said };
  }
}

function sendAgain({ host, actions }: InspectorModel, entry: RequestEntry): Promise<void> {
  return attempt(actions, async () => {
    const { id, tabId, method, url } = entry;
    const done = await host.send('replay-request', { entry: id, tabId, method, url, page: pageOf(entry) });
    actions.notify(
      done.ok ? { tone: 'good', said: phrase('noticeReplayed') } : { tone: 'bad', said: whyNotPhrase(done.why) },
    );
  });
}
