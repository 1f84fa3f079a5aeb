/** One measured row: how the page at `from` reached `to`, what of the jar went along, what of the response was kept. */
export interface FirefoxCrossSiteRow {
  readonly from: string;
  readonly to: string;
  readonly by: 'fetch' | 'fetch-anonymous' | 'img' | 'iframe' | 'link' | 'post' | 'typed';
  /** The site that redirected from `from` back to `to`. */
  readonly via?: string;
  readonly sent: string;
  readonly stored: string;
  /** Top-level site of the partition in which all of `stored` landed; absent: Partitioned cookies alone are partitioned. */
  readonly partition?: string;
}

const L = 'http://localhost';
const T = 'http://127.0.0.1';
const A = 'http://a.test';
const SUB = 'http://x.a.test';
const B = 'http://b.test';
const ALL = 'lax strict none unspec part';
const PLAIN = 'lax strict unspec';

/** Firefox ESR 153 with its defaults (Total Cookie Protection): cookies set first-party before, then asked for. */
// biome-ignore format: one measured row a line
export const FIREFOX_CROSS_SITE_ROWS: readonly FirefoxCrossSiteRow[] = [
  { from: L, to: T, by: 'fetch', sent: '', stored: 'none unspec part', partition: L },
  { from: L, to: T, by: 'img', sent: '', stored: 'none unspec part', partition: L },
  { from: L, to: T, by: 'iframe', sent: '', stored: 'none unspec part', partition: L },
  { from: L, to: T, by: 'link', sent: 'lax none unspec part', stored: ALL },
  { from: L, to: T, by: 'post', sent: 'none unspec part', stored: ALL },
  { from: L, to: T, by: 'fetch-anonymous', sent: '', stored: '' },
  { from: L, to: T, by: 'fetch', via: L, sent: '', stored: 'none unspec part', partition: L },
  { from: A, to: B, by: 'fetch', sent: '', stored: 'unspec', partition: A },
  { from: A, to: B, by: 'img', sent: '', stored: 'unspec', partition: A },
  { from: A, to: B, by: 'iframe', sent: '', stored: 'unspec', partition: A },
  { from: A, to: B, by: 'link', sent: 'lax unspec', stored: PLAIN },
  { from: A, to: B, by: 'post', sent: 'unspec', stored: PLAIN },
  { from: A, to: SUB, by: 'fetch', sent: PLAIN, stored: PLAIN },
  { from: A, to: SUB, by: 'img', sent: PLAIN, stored: PLAIN },
  { from: A, to: SUB, by: 'iframe', sent: PLAIN, stored: PLAIN },
  { from: A, to: SUB, by: 'link', sent: PLAIN, stored: PLAIN },
  { from: A, to: SUB, by: 'post', sent: PLAIN, stored: PLAIN },
  { from: A, to: SUB, by: 'fetch-anonymous', sent: '', stored: '' },
  { from: L, to: L, by: 'link', via: T, sent: 'lax none unspec part', stored: ALL },
  { from: L, to: L, by: 'typed', via: T, sent: 'lax none unspec part', stored: ALL },
  { from: L, to: L, by: 'img', via: T, sent: 'none unspec part', stored: ALL },
];
