import type { Header, ResourceType } from '../../model/event.ts';

/** Sec-Fetch-Dest (Fetch Metadata) tells a frame's document from the tab's; it outranks the tool's own word. */
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

/** `_resourceType` as Chrome's DevTools and Playwright write it. */
const BY_RESOURCE_TYPE: Readonly<Record<string, ResourceType>> = {
  document: 'main_frame',
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
};

/** The response's media type, where the tool says nothing (Firefox without Sec-Fetch-Dest, mitmproxy). */
const BY_MEDIA_TYPE: readonly (readonly [pattern: RegExp, type: ResourceType])[] = [
  [/^text\/html|^application\/xhtml/, 'main_frame'],
  [/^text\/css/, 'stylesheet'],
  [/javascript|ecmascript/, 'script'],
  [/^image\//, 'image'],
  [/^font\/|^application\/(x-)?font/, 'font'],
  [/^(audio|video)\//, 'media'],
  [/json|xml/, 'xmlhttprequest'],
];

/** Our own value in `_resourceType` is webRequest's name, and is taken as it is. */
const OWN: ReadonlySet<string> = new Set<ResourceType>([
  'main_frame',
  'sub_frame',
  'xmlhttprequest',
  'object',
  'csp_report',
  'imageset',
  'web_manifest',
  'speculative',
  'webtransport',
  'webbundle',
  'object_subrequest',
  'xml_dtd',
  'xslt',
  'json',
  'other',
]);

function lookUp(table: Readonly<Record<string, ResourceType>>, key: string): ResourceType | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

/** The type of a HAR entry's resource, from whatever speaks of it, the surest witness first. */
export function resourceTypeOf(facts: {
  readonly url: string;
  readonly requestHeaders: readonly Header[];
  readonly resourceType: string | undefined;
  readonly mimeType: string | undefined;
}): ResourceType {
  const named = facts.resourceType?.toLowerCase();
  if (named !== undefined && OWN.has(named)) return named as ResourceType;
  if (/^wss?:/i.test(facts.url)) return 'websocket';
  const headers = new Map(facts.requestHeaders);
  const dest = lookUp(BY_FETCH_DEST, headers.get('sec-fetch-dest') ?? '');
  if (dest !== undefined) return dest;
  const byName = named === undefined ? undefined : lookUp(BY_RESOURCE_TYPE, named);
  if (byName !== undefined) return byName;
  if (headers.get('sec-fetch-dest') === 'empty' || headers.has('x-requested-with')) return 'xmlhttprequest';
  const mimeType = facts.mimeType?.toLowerCase() ?? '';
  for (const [pattern, type] of BY_MEDIA_TYPE) if (pattern.test(mimeType)) return type;
  return 'other';
}
