import type { Header, ResourceType } from '../../model/event.ts';

/**
 * What an entry of a HAR shows of its place in a page.
 *
 * - `main`, `frame`: a document, and of which kind
 * - `navigation`: a document; whether of the tab or of a frame, the entry alone does not show
 * - `html`: HTML came, and nothing shows whether a document or a script asked for it
 * - `redirect`: no more than a redirect; what it was for shows where it leads
 * - `resource`: anything else
 */
export type PlaceEvidence = 'main' | 'frame' | 'navigation' | 'html' | 'redirect' | 'resource';

export interface Evidence {
  readonly place: PlaceEvidence;
  /** For a resource its type; for the others the type that it has if nothing more is found. */
  readonly type: ResourceType;
}

/** Sec-Fetch-Dest (Fetch Metadata) distinguishes a frame's document from the tab's; it outranks the tool's own word. */
const BY_FETCH_DEST: Readonly<Record<string, ResourceType>> = {
  document: 'main_frame',
  iframe: 'sub_frame',
  frame: 'sub_frame',
  fencedframe: 'sub_frame',
  embed: 'object',
  object: 'object',
  audio: 'media',
  video: 'media',
  track: 'media',
  font: 'font',
  image: 'image',
  manifest: 'web_manifest',
  report: 'csp_report',
  script: 'script',
  serviceworker: 'script',
  sharedworker: 'script',
  worker: 'script',
  audioworklet: 'script',
  paintworklet: 'script',
  style: 'stylesheet',
  xslt: 'xslt',
  json: 'json',
  websocket: 'websocket',
};

/** `_resourceType` as Chrome's DevTools and Playwright write it, and webRequest's names, as Sidtrail writes it. */
const BY_RESOURCE_TYPE: Readonly<Record<string, ResourceType>> = {
  stylesheet: 'stylesheet',
  script: 'script',
  image: 'image',
  font: 'font',
  media: 'media',
  texttrack: 'media',
  xhr: 'xmlhttprequest',
  fetch: 'xmlhttprequest',
  eventsource: 'xmlhttprequest',
  websocket: 'websocket',
  manifest: 'web_manifest',
  ping: 'ping',
  beacon: 'ping',
  'csp-violation-report': 'csp_report',
  main_frame: 'main_frame',
  sub_frame: 'sub_frame',
  xmlhttprequest: 'xmlhttprequest',
  object: 'object',
  csp_report: 'csp_report',
  imageset: 'imageset',
  web_manifest: 'web_manifest',
  speculative: 'speculative',
  webtransport: 'webtransport',
  webbundle: 'webbundle',
  object_subrequest: 'object_subrequest',
  xml_dtd: 'xml_dtd',
  xslt: 'xslt',
  json: 'json',
};

/** What the browser accepts shows what it asks for (Fetch section 2.2.5 gives the values). */
const BY_ACCEPT: readonly (readonly [pattern: RegExp, type: ResourceType])[] = [
  [/^text\/css/, 'stylesheet'],
  [/^image\//, 'image'],
  [/^application\/json|^text\/event-stream|^text\/x-component|turbo-stream/, 'xmlhttprequest'],
];

/** The response's media type, where the request shows nothing. */
const BY_MEDIA_TYPE: readonly (readonly [pattern: RegExp, type: ResourceType])[] = [
  [/^text\/css/, 'stylesheet'],
  [/javascript|ecmascript/, 'script'],
  [/^image\//, 'image'],
  [/^font\/|^application\/(x-)?font/, 'font'],
  [/^(audio|video)\//, 'media'],
  [/json|xml/, 'xmlhttprequest'],
];

const BY_EXTENSION: Readonly<Record<string, ResourceType>> = {
  gif: 'image',
  png: 'image',
  jpg: 'image',
  jpeg: 'image',
  webp: 'image',
  avif: 'image',
  svg: 'image',
  ico: 'image',
  bmp: 'image',
  css: 'stylesheet',
  js: 'script',
  mjs: 'script',
  woff: 'font',
  woff2: 'font',
  ttf: 'font',
  otf: 'font',
  mp4: 'media',
  webm: 'media',
  mp3: 'media',
  json: 'xmlhttprequest',
};

/** Headers that libraries which fetch fragments of pages send (jQuery, htmx, Turbo, pjax, Unpoly, Livewire, Inertia). */
const FRAGMENT_HEADERS: readonly string[] = [
  'hx-request',
  'turbo-frame',
  'x-turbo-request-id',
  'x-pjax',
  'x-up-version',
  'x-up-target',
  'x-livewire',
  'x-inertia',
  'x-fetch',
  'next-router-state-tree',
];

function lookUp(table: Readonly<Record<string, ResourceType>>, key: string): ResourceType | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

function isRedirect(status: number): boolean {
  return status >= 300 && status < 400 && status !== 304;
}

function isHtml(mimeType: string | undefined): boolean {
  return /^(?:text\/html|application\/xhtml)/i.test(mimeType ?? '');
}

/** The type that the end of a URL's path speaks of. */
export function typeByExtension(url: string): ResourceType | undefined {
  const path = url.split(/[?#]/, 1)[0] ?? '';
  const extension = /\.([a-z0-9]{1,5})$/i.exec(path)?.[1];
  return extension === undefined ? undefined : lookUp(BY_EXTENSION, extension.toLowerCase());
}

/** What an entry shows before the entries around it are looked at. */
export interface EntryFacts {
  readonly url: string;
  readonly method: string;
  readonly status: number;
  /** All of the request's headers, names in lower case. */
  readonly requestHeaders: readonly Header[];
  /** `_resourceType` */
  readonly resourceType: string | undefined;
  /** `_initiator.type` of Chrome's DevTools: `parser`, `script`, `other`. */
  readonly initiatorType: string | undefined;
  /** Of the response. */
  readonly mimeType: string | undefined;
}

function document(type: ResourceType): Evidence {
  return { place: type === 'main_frame' ? 'main' : 'frame', type };
}

const resource = (type: ResourceType): Evidence => ({ place: 'resource', type });

/** What the tool and the browser themselves say. */
function statedEvidence(facts: EntryFacts, headers: ReadonlyMap<string, string>): Evidence | undefined {
  const named = facts.resourceType?.toLowerCase() ?? '';
  if (named === 'main_frame' || named === 'sub_frame') return document(named);
  if (/^wss?:/i.test(facts.url)) return resource('websocket');
  const dest = lookUp(BY_FETCH_DEST, headers.get('sec-fetch-dest') ?? '');
  if (dest === 'main_frame' || dest === 'sub_frame') return document(dest);
  if (dest !== undefined) return resource(dest);
  const byName = lookUp(BY_RESOURCE_TYPE, named);
  if (byName !== undefined) return resource(byName);
  if (headers.get('sec-fetch-dest') === 'empty') return resource('xmlhttprequest');
  // A document that the parser of another one asked for is a frame's.
  if (named === 'document') {
    return facts.initiatorType === 'parser' ? document('sub_frame') : { place: 'navigation', type: 'other' };
  }
  return undefined;
}

/** What the request's headers show: how a browser asks for a document is like nothing else that it asks for. */
function requestEvidence(facts: EntryFacts, headers: ReadonlyMap<string, string>): Evidence | undefined {
  const isFragment = FRAGMENT_HEADERS.some((name) => headers.has(name));
  // Android's web views give the name of their app here.
  if (isFragment || headers.get('x-requested-with')?.toLowerCase() === 'xmlhttprequest') {
    return resource('xmlhttprequest');
  }
  if (headers.get('sec-fetch-mode') === 'navigate' || headers.get('upgrade-insecure-requests') === '1') {
    return { place: 'navigation', type: 'other' };
  }
  const sendsForm = /^(?:application\/x-www-form-urlencoded|multipart\/form-data)/i.test(
    headers.get('content-type') ?? '',
  );
  if (sendsForm && (isRedirect(facts.status) || isHtml(facts.mimeType))) return { place: 'navigation', type: 'other' };
  const accept = headers.get('accept')?.trim().toLowerCase();
  if (accept === undefined) return undefined;
  for (const [pattern, type] of BY_ACCEPT) if (pattern.test(accept)) return resource(type);
  if (accept.startsWith('text/html')) {
    // Turbo and jQuery ask for HTML too, but for nothing else that a browser shows.
    return accept.includes('application/xml') ? { place: 'navigation', type: 'other' } : resource('xmlhttprequest');
  }
  // A page asks for the HTML that it shows by name: whoever takes anything is a script, or an image's stand-in.
  return isHtml(facts.mimeType) ? resource('xmlhttprequest') : undefined;
}

/** What an entry of a HAR shows by itself, the surest witness first. */
export function evidenceOf(facts: EntryFacts): Evidence {
  const headers = new Map(facts.requestHeaders);
  const found = statedEvidence(facts, headers) ?? requestEvidence(facts, headers);
  if (found !== undefined) return found;
  if (isRedirect(facts.status)) {
    return { place: 'redirect', type: typeByExtension(facts.url) ?? 'other' };
  }
  const mimeType = facts.mimeType?.toLowerCase() ?? '';
  const crossOriginRead = headers.has('origin') && (facts.method === 'GET' || facts.method === 'HEAD');
  if (isHtml(mimeType)) {
    return crossOriginRead ? resource('xmlhttprequest') : { place: 'html', type: 'other' };
  }
  for (const [pattern, type] of BY_MEDIA_TYPE) if (pattern.test(mimeType)) return resource(type);
  return resource(typeByExtension(facts.url) ?? 'other');
}
