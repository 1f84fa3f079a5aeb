import type { TabSurface } from '../browser/harness/browser-under-test.ts';
import type { CrossSiteRow, Way } from './cross-site-rows.ts';
import type { Ground } from './ground.ts';
import type { Answer } from './octet-server.ts';

/** A page's way to an address: what the server answers, and what the page does. */
interface Reaching {
  /** What the server answers, beside its Set-Cookie lines. */
  answer(from: string): Answer;
  /** Runs in the page; it may use nothing from outside itself. */
  readonly act: (url: string) => unknown;
  /** The address that the page itself asks for, where the server sends it on. */
  detour?: (ground: Ground, row: CrossSiteRow, to: string) => string;
}

/** A third site; by the same scheme, for browsers keep http out of https pages. */
function elsewhere(to: string): string {
  return `${new URL(to).protocol}//elsewhere.test`;
}

const allowing = (from: string): Answer => ({
  headers: {
    'Access-Control-Allow-Origin': from,
    'Access-Control-Allow-Credentials': 'true',
    'Access-Control-Allow-Headers': 'x-asked',
  },
});
const allowingAnonymous = (from: string): Answer => ({ headers: { 'Access-Control-Allow-Origin': from } });
const plain = (): Answer => ({});

/** The address of a redirect at this origin that leads to `to`. */
function redirectAt(ground: Ground, origin: string, to: string, headers = {}): string {
  const id = ground.newId();
  ground.server.answer(id, { status: 302, headers: { ...headers, Location: to } });
  return ground.server.url(`${origin}/redirect`, id);
}

/** The address of a page at this origin that frames `to`. */
function frameAt(ground: Ground, origin: string, to: string): string {
  const id = ground.newId();
  ground.server.answer(id, { body: `<!doctype html><iframe src="${to.replaceAll('&', '&amp;')}"></iframe>` });
  return ground.server.url(`${origin}/frame`, id);
}

/** The address of a page elsewhere that goes on to `to` by itself, once it stands in a frame. */
function framedPage(ground: Ground, to: string, script: string): string {
  const id = ground.newId();
  ground.server.answer(id, { body: `<!doctype html><body><script>${script}</script>` });
  return ground.server.url(`${elsewhere(to)}/framed`, id);
}

function fetchWith(url: string): Promise<unknown> {
  return fetch(url, { credentials: 'include' }).catch(() => undefined);
}

function showFrame(url: string): void {
  const frame = document.createElement('iframe');
  frame.src = url;
  document.body.append(frame);
}

function followLink(url: string): void {
  const link = document.createElement('a');
  link.href = url;
  document.body.append(link);
  setTimeout(() => link.click());
}

export const REACHING: Readonly<Record<Way, Reaching>> = {
  'fetch with credentials': { answer: allowing, act: fetchWith },
  'fetch by default': { answer: allowingAnonymous, act: (url) => fetch(url).catch(() => undefined) },
  'fetch without credentials': {
    answer: allowingAnonymous,
    act: (url) => fetch(url, { credentials: 'omit' }).catch(() => undefined),
  },
  'fetch, no-cors': {
    answer: plain,
    act: (url) => fetch(url, { mode: 'no-cors', credentials: 'include' }).catch(() => undefined),
  },
  'fetch that CORS refuses': { answer: plain, act: fetchWith },
  'fetch after a preflight': {
    answer: allowing,
    act: (url) => fetch(url, { credentials: 'include', headers: { 'x-asked': '1' } }).catch(() => undefined),
  },
  'fetch, redirected': {
    answer: allowing,
    act: fetchWith,
    detour: (ground, { from }, to) => redirectAt(ground, from, to),
  },
  image: {
    answer: plain,
    act: (url) => {
      new Image().src = url;
    },
  },
  'image, crossorigin': {
    answer: allowingAnonymous,
    act: (url) => {
      const image = new Image();
      image.crossOrigin = 'anonymous';
      image.src = url;
    },
  },
  frame: { answer: plain, act: showFrame },
  'image, redirected from elsewhere': {
    answer: plain,
    act: (url) => {
      new Image().src = url;
    },
    detour: (ground, _, to) => redirectAt(ground, elsewhere(to), to),
  },
  'frame, redirected from elsewhere': {
    answer: plain,
    act: showFrame,
    detour: (ground, _, to) => redirectAt(ground, elsewhere(to), to),
  },
  'frame in a foreign frame': {
    answer: plain,
    act: showFrame,
    detour: (ground, _, to) => frameAt(ground, elsewhere(to), to),
  },
  'frame that leads itself here': {
    answer: plain,
    act: showFrame,
    detour: (ground, _, to) => framedPage(ground, to, `location.href = ${JSON.stringify(to)}`),
  },
  'frame that posts itself here': {
    answer: plain,
    act: showFrame,
    detour: (ground, _, to) =>
      framedPage(
        ground,
        to,
        `const form = document.createElement('form');
         form.method = 'post';
         form.action = ${JSON.stringify(to)};
         document.body.append(form);
         form.submit();`,
      ),
  },
  link: { answer: plain, act: followLink },
  'link, redirected from elsewhere': {
    answer: plain,
    act: followLink,
    detour: (ground, _, to) => redirectAt(ground, elsewhere(to), to),
  },
  'form, GET': {
    answer: plain,
    act: (url) => {
      const form = document.createElement('form');
      const { origin, pathname, searchParams } = new URL(url);
      form.action = origin + pathname;
      for (const [name, value] of searchParams) {
        const field = document.createElement('input');
        field.name = name;
        field.value = value;
        form.append(field);
      }
      document.body.append(form);
      setTimeout(() => form.submit());
    },
  },
  'form, POST': {
    answer: plain,
    act: (url) => {
      const form = document.createElement('form');
      form.method = 'post';
      form.action = url;
      document.body.append(form);
      setTimeout(() => form.submit());
    },
  },
};

/** Has the page do it. A page that goes elsewhere acts only after it has answered: its answer would go with it. */
export async function reach(tab: TabSurface, way: Way, url: string): Promise<void> {
  await tab.evaluate(REACHING[way].act, url);
}
