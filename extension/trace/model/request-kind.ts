import type { RequestEntry } from './entry.ts';
import { headerValue } from './headers.ts';

/** What a request is for, as a developer groups requests. */
export type RequestKind = 'document' | 'frame' | 'api' | 'static' | 'socket' | 'other';

const KIND_OF_TYPE: Readonly<Record<RequestEntry['type'], RequestKind>> = {
  main_frame: 'document',
  sub_frame: 'frame',
  xmlhttprequest: 'api',
  json: 'api',
  beacon: 'api',
  ping: 'other',
  websocket: 'socket',
  webtransport: 'socket',
  stylesheet: 'static',
  script: 'static',
  image: 'static',
  imageset: 'static',
  font: 'static',
  object: 'static',
  object_subrequest: 'static',
  media: 'static',
  web_manifest: 'static',
  webbundle: 'static',
  xml_dtd: 'static',
  xslt: 'static',
  csp_report: 'other',
  speculative: 'other',
  other: 'other',
};

/** Endings of files that servers send without looking at the session. */
const STATIC_PATH =
  /\.(?:avif|bmp|css|eot|gif|ico|jpe?g|js|map|mjs|mp[34]|ogg|otf|pdf|png|svg|ttf|wasm|webm|webmanifest|webp|woff2?)$|\/manifest\.json$/i;

const STATIC_CONTENT =
  /^(?:image|font|audio|video)\/|^text\/(?:css|javascript)|^application\/(?:javascript|wasm|font)/i;

/** Longest path whose ending is looked at, in characters. */
const LONGEST_PATH = 2_000;

/** What a request is for: by its type, then by what it asks for and gets. */
export function kindOf(entry: RequestEntry): RequestKind {
  const kind = KIND_OF_TYPE[entry.type];
  // JSONP asks as a script.
  if (entry.type === 'script' && entry.says === 'unauthenticated') return 'api';
  if (kind !== 'api' && kind !== 'other') return kind;
  const end = entry.url.search(/[?#]/);
  const path = end === -1 ? entry.url : entry.url.slice(0, end);
  if (entry.method === 'GET' && path.length < LONGEST_PATH && STATIC_PATH.test(path)) return 'static';
  const content = headerValue(entry.responseHeaders, 'content-type');
  if (entry.method === 'GET' && content !== undefined && STATIC_CONTENT.test(content)) return 'static';
  return kind;
}

/** True for an image, a style sheet, a script: it carries the session, and its answer says nothing of it. */
export function isStatic(entry: RequestEntry): boolean {
  return kindOf(entry) === 'static';
}
