import type { Header } from '../../../../extension/trace/model/event.ts';
import { cookieOf, Story } from '../../story.ts';
import { type Canary, KINDS, passphrase, WRITINGS } from './canaries.ts';

const APP = 'http://localhost:3000';

/** Places in a URL: the text is a secret as it is written there. */
const IN_URLS: Readonly<Record<string, (text: string) => string>> = {
  'a parameter': (text) => `/page?x=${text}&page=2`,
  'a parameter after a semicolon': (text) => `/page?page=2;x=${text}`,
  'a parameter without a name': (text) => `/page?${text}`,
  'the name of a parameter': (text) => `/page?${text}=1`,
  'a parameter of the path': (text) => `/page;x=${text}/next`,
  'a segment of the path': (text) => `/page/${text}/next`,
  'the name of a file': (text) => `/files/${text}.pdf`,
  'a fragment': (text) => `/page#${text}`,
  'a parameter in the fragment': (text) => `/page#x=${text}&page=2`,
  'the route of an application': (text) => `/#!/page/${text}?x=1`,
  'the parameter of a route': (text) => `/#/page?x=${text}`,
  'the user of a URL': (text) => `http://${text}@localhost:3000/page`,
  'the password of a URL': (text) => `http://user:${text}@localhost:3000/page`,
  'a URL in a parameter': (text) => `/login?next=${encodeURIComponent(`/page?x=${text}`)}`,
  'a fragment in a parameter': (text) => `/login?next=${encodeURIComponent(`/page#x=${text}`)}`,
  'a path in a parameter': (text) => `/login?next=${encodeURIComponent(`https://b.test/page/${text}`)}`,
  'a URL in a URL in a parameter': (text) =>
    `/login?next=${encodeURIComponent(`/go?redirect_uri=${encodeURIComponent(`https://b.test/cb?x=${text}`)}`)}`,
  'a URL in a parameter that is not encoded': (text) => `/login?next=https://b.test/cb?x=${text}`,
  'a URL in the path': (text) => `/proxy/${encodeURIComponent(`https://b.test/?x=${text}`)}/view`,
  'the user of a URL in a parameter': (text) => `/login?next=${encodeURIComponent(`https://a:${text}@b.test/`)}`,
  'JSON in a parameter': (text) =>
    `/page?data=${encodeURIComponent(JSON.stringify({ role: 'user', x: decodeURIComponent(text) }))}`,
};

/** Names of parameters that no list of bad names can hold all of. */
const NAMES =
  'session_id id_token_hint auth_code device_code client_assertion pass otp user[password] access_key authorization _csrf q v blob ref';

/** Headers of a request or a response that are recorded. */
const IN_HEADERS: Readonly<Record<string, (text: string) => Header>> = {
  'a Referer': (text) => ['referer', `${APP}/page?x=${text}`],
  'an Origin': (text) => ['origin', `http://${text}@localhost:3000`],
  'a Location': (text) => ['location', `/next?x=${text}`],
  'an HX-Redirect': (text) => ['hx-redirect', `/next?x=${text}`],
  'an X-Action-Redirect': (text) => ['x-action-redirect', `/next?x=${text};push`],
  'an X-Inertia-Location': (text) => ['x-inertia-location', `/next?x=${text}`],
  'a Refresh': (text) => ['refresh', `0; url=/next?x=${text}`],
  'a Location elsewhere': (text) => ['location', `https://b.test/${text}/next`],
  'a header that nobody knows': (text) => ['x-said', `the value is ${text}, as it was`],
  'a count header': (text) => ['x-visits', text],
  'a challenge': (text) => ['www-authenticate', `Digest realm="app", nonce="${text}", opaque=${text}`],
  'a type': (text) => ['content-type', `multipart/form-data; boundary=${text}`],
  'a cache’s word': (text) => ['x-cache', `HIT from ${text}`],
  'a vary': (text) => ['vary', text],
};

/** Lines of Set-Cookie. */
const IN_LINES: Readonly<Record<string, (text: string) => string>> = {
  'a cookie that is a session': (text) => `sid=${text}; Path=/; HttpOnly`,
  'a cookie': (text) => `prefs=${text}; Path=/`,
  'a quoted cookie': (text) => `prefs="${text}"; Path=/`,
  'a cookie without a name': (text) => `${text}; Path=/`,
  'a cookie with an empty name': (text) => `=${text}; Path=/`,
  'the second of two joined lines': (text) => `a=1; Path=/, prefs=${text}; Path=/`,
  'an attribute that nobody knows': (text) => `a=1; Path=/; Comment=${text}`,
  'an attribute without a value': (text) => `a=1; Path=/; ${text}`,
  'a Path': (text) => `a=1; Path=/page/${text}`,
  'a date': (text) => `a=1; Expires=${text}`,
  'a Max-Age': (text) => `a=1; Max-Age=${text}`,
  'a SameSite': (text) => `a=1; SameSite=${text}`,
};

/** Names that a secret may have to be one: the kinds that fit where white space, quotes and semicolons end it. */
const inCookies = (secret: string): boolean => !/[;,\s"]/.test(secret);

/** A story with a secret in every place, and the list of them. */
export function plantedStory(): { readonly story: Story; readonly canaries: readonly Canary[] } {
  const canaries: Canary[] = [];
  const plant = (place: string, kind: string, writing = 'as it is'): string => {
    const seed = `${place} ${kind} ${writing}`;
    const secret = kind === 'words' ? passphrase(seed) : (KINDS[kind]?.(seed) ?? '');
    canaries.push({ place, kind, writing, secret });
    return secret;
  };
  const session = plant('the session', 'random');
  const story = new Story(APP).started().creates('sid', session).counts('sid', session, 2);
  const sent = `sid=${session}`;

  for (const kind of Object.keys(KINDS)) {
    for (const [writing, write] of Object.entries(WRITINGS)) {
      for (const [place, inUrl] of Object.entries(IN_URLS))
        story.visits(inUrl(write(plant(place, kind, writing))), sent);
    }
    for (const name of NAMES.split(' ')) {
      const secret = encodeURIComponent(plant(`the parameter ${name}`, kind));
      story.visits(`/page?${name}=${secret}`, sent);
      story.visits(
        `/login?next=${encodeURIComponent(`/page?${name}=${encodeURIComponent(plant(`${name} in next`, kind))}`)}`,
        sent,
      );
    }
    for (const [place, header] of Object.entries(IN_HEADERS)) {
      const headers = [header(plant(place, kind))];
      story.visits('/page', sent, { headers }, { headers: [header(plant(`${place} of the request`, kind))] });
    }
    for (const [place, line] of Object.entries(IN_LINES)) {
      const secret = plant(place, kind);
      if (inCookies(secret)) story.visits('/page', sent, { setCookie: [line(secret)] });
    }
    const [one, two, bare] = [
      plant('a Cookie header', kind),
      plant('a quoted cookie sent', kind),
      plant('a bare cookie', kind),
    ];
    story.visits('/page', `${sent}; prefs=${one}; quoted="${two}"; ${bare}`);
    // The bare form of the quoted cookie, and a script's cookie that is gone by now, said again elsewhere.
    story.visits(`/page?x=${encodeURIComponent(two)}`, sent, { headers: [['x-said', two]] });
    const gone = plant('a cookie of a script that is gone', kind);
    story.stores(cookieOf('note', gone, { httpOnly: false })).loses(cookieOf('note', gone, { httpOnly: false }));
    story.visits(`/page/${encodeURIComponent(gone)}`, sent, { headers: [['x-said', `it was ${gone}.`]] });
    plantInRest(story, plant, kind);
  }
  for (const name of ['pass', 'password', 'otp', 'answer', 'user[password]', 'recovery_code']) {
    const secret = plant(`the parameter ${name}`, 'words');
    story.visits(`/page?${name}=${encodeURIComponent(secret)}`, sent);
    story.visits('/page', sent, { headers: [['x-said', `It was ${secret}.`]] });
    story.visits(
      `/go?next=${encodeURIComponent(`/page?${name}=${plant(`${name} in next`, 'words').replaceAll(' ', '+')}`)}`,
      sent,
    );
  }
  // A page may send any token as a method (RFC 9110 section 9.1), and its visits are rows of the report.
  for (const kind of ['hex', 'digits', 'short']) {
    story.visits('/page', sent, { count: 2 }, { method: plant('a method', kind) });
  }
  const words = plant('a cookie', 'words');
  story.visits('/page', `${sent}; note=${encodeURIComponent(words)}`, { headers: [['x-said', words]] });
  story.visits('/login', sent, { status: 302, headers: [['location', '/home']] }, { method: 'POST' });
  return { story, canaries };
}

/** The places that are neither a URL, a cookie nor a header. */
function plantInRest(story: Story, plant: (place: string, kind: string) => string, kind: string): void {
  const at = (place: string): string => encodeURIComponent(plant(place, kind));
  const of = {
    requestId: `r${kind.length}`,
    tabId: 1,
    frameId: 0,
    method: 'GET',
    storeId: '0',
    type: 'main_frame' as const,
  };
  const url = `${APP}/rest`;
  story.add({
    kind: 'request',
    ...of,
    url,
    initiator: `${APP}/?x=${at('an initiator')}`,
    topUrl: `${APP}/?x=${at('the URL of the tab')}`,
    ancestors: [`${APP}/?x=${at('the URL of a frame')}`],
    headers: [],
  });
  story.add({
    kind: 'response',
    ...of,
    url,
    status: 200,
    statusLine: `HTTP/1.1 200 ${plant('the words of a status', kind)}`,
    headers: [],
  });
  story.add({ kind: 'completed', ...of, url, status: 200, fromCache: false });
  story.asks('/broken').fails(`net::ERR_${plant('an error', kind)}`);
  story.asks('/broken').fails(`Could not open ${APP}/?x=${at('a URL in an error')}: no route`);
  const said = { tabId: 1, url: `${APP}/?x=${at('the URL of a count')}`, count: 12, source: 'page' as const };
  story.add({
    kind: 'count',
    ...said,
    pattern: `count of ${plant('a pattern', kind)}`,
    text: `12 visits of ${plant('the text of a count', kind)}`,
  });
  story.add({ kind: 'navigation', tabId: 1, url: `${APP}/?x=${at('a navigation')}` });
  story.add({ kind: 'permission', granted: true, origins: [`http://${at('an origin')}@localhost/*`] });
  story.add({
    kind: 'jar',
    cookies: [
      cookieOf('kept', plant('the jar', kind)),
      cookieOf('moved', 'x', { path: `/page/${at('the path of a cookie')}` }),
    ],
  });
  const partitionKey = { topLevelSite: `https://b.test/${at('a partition')}` };
  story.stores(cookieOf('part', 'x', { partitionKey }));
  story
    .asks(`/store`, { storeId: plant('a store', kind), method: 'GET' })
    .responds()
    .completes();
}
