/** How a page reaches another origin. */
export type Way =
  | 'fetch with credentials'
  | 'fetch by default'
  | 'fetch without credentials'
  | 'fetch, no-cors'
  | 'fetch that CORS refuses'
  | 'fetch after a preflight'
  | 'fetch, redirected'
  | 'image'
  | 'image, crossorigin'
  | 'frame'
  | 'image, redirected from elsewhere'
  | 'frame, redirected from elsewhere'
  | 'frame in a foreign frame'
  | 'frame that leads itself here'
  | 'frame that posts itself here'
  | 'link'
  | 'link, redirected from elsewhere'
  | 'form, GET'
  | 'form, POST';

/** One page that reaches one address in one way. */
export interface CrossSiteRow {
  /** Origins without a port. */
  readonly from: string;
  readonly to: string;
  readonly by: Way;
}

const WAYS: readonly Way[] = [
  'fetch with credentials',
  'fetch by default',
  'fetch without credentials',
  'fetch, no-cors',
  'fetch that CORS refuses',
  'fetch after a preflight',
  'fetch, redirected',
  'image',
  'image, crossorigin',
  'frame',
  'image, redirected from elsewhere',
  'frame, redirected from elsewhere',
  'frame in a foreign frame',
  'frame that leads itself here',
  'frame that posts itself here',
  'link',
  'link, redirected from elsewhere',
  'form, GET',
  'form, POST',
];

const PAIRS: readonly { readonly from: string; readonly to: string }[] = [
  { from: 'https://a.test', to: 'https://b.test' },
  { from: 'https://a.test', to: 'https://sub.a.test' },
  { from: 'https://a.test', to: 'https://a.test' },
  { from: 'http://a.test', to: 'https://a.test' },
  { from: 'http://a.test', to: 'http://b.test' },
  { from: 'http://localhost', to: 'http://127.0.0.1' },
  { from: 'http://localhost', to: 'http://app.localhost' },
  { from: 'http://one.localhost', to: 'http://two.localhost' },
];

export const CROSS_SITE_ROWS: readonly CrossSiteRow[] = PAIRS.flatMap((pair) => WAYS.map((by) => ({ ...pair, by })));

/** The same cookie in each of its kinds; `%` is put before the name. */
export const KINDS: readonly string[] = [
  '%lax=1; SameSite=Lax; Path=/',
  '%strict=1; SameSite=Strict; Path=/',
  '%none=1; SameSite=None; Secure; Path=/',
  '%unspecified=1; Path=/',
  '%partitioned=1; SameSite=None; Secure; Partitioned; Path=/',
];
