import path from 'node:path';
import type { CookieRole, NameCertainty } from '../extension/cookies/names/cookie-role.ts';
import { sourceOf } from '../extension/cookies/names/cookie-source.ts';
import type { KnownCookie } from '../extension/cookies/names/known-cookie.ts';
import { KNOWN_COOKIES } from '../extension/cookies/names/name-table.ts';

/** Where the table of cookie names is published. */
export const NAMES_DOCUMENT = path.join(import.meta.dirname, '../docs/session-names.md');

/** What each role means to a reader of the document. */
const ROLES: Readonly<Record<CookieRole, string>> = {
  session: 'holds a session or its id',
  'sign-in': 'proves a sign-in: a ticket of an application, an identity provider or a gateway',
  'access-token': 'a short-lived token that is renewed by a refresh token',
  'refresh-token': 'fetches new access tokens',
  'remember-me': 'signs in again when the session is gone',
  device: 'recognises the browser, so that it is not checked again',
  'sign-in-status': 'says that somebody is signed in, and proves nothing',
  csrf: 'guards forms against requests from other sites',
  state: 'lives for one request to an identity provider: OIDC state, nonce, PKCE, SAML request',
  signature: 'signs another cookie',
  'load-balancer': 'says which of several servers answers',
  firewall: 'of a firewall or a guard against robots, floods and abuse',
  'waiting-room': 'a place in the queue before a busy site',
  consent: 'remembers a choice about cookies',
  analytics: 'counts visitors',
  monitoring: 'measures how fast and how well pages work',
  ads: 'of advertising',
  chat: 'of a chat window',
  preference: 'language, theme, time zone',
  cart: 'a shopping cart',
  payment: 'of payment',
  cache: 'says which version of a page a cache may give',
  message: 'carries a message to the next page',
  probe: 'tests whether the browser keeps cookies',
  other: 'known, and none of these',
};

const CERTAINTIES: Readonly<Record<NameCertainty, string>> = {
  certain: 'one product alone uses the name',
  generic: 'many products use it, for the same thing',
  vague: 'so many things have it that the value must look like an id, too',
};

/** The document, in Markdown. */
export function namesDocument(): string {
  const products = new Set(KNOWN_COOKIES.flatMap(({ product }) => product ?? []));
  return `<!-- Written by \`npm run names-table\` from extension/cookies/names/data. Change the data, not this file. -->

# The cookie names that Sidtrail knows

${KNOWN_COOKIES.length} names of ${products.size} products. A name says what a cookie is for: whether a session hangs on it, or whether it
only looks so. [Sidtrail on any server](any-server.md) says how the names are used.

In a name, \`*\` stands for one character or more; \`{hex}\`, \`{digit}\`, \`{upper}\`, \`{upnum}\` and \`{alnum}\` for one or more
of their kind, \`{hex32}\` for exactly 32 of them, \`{hex6+}\` for at least 6. \`__Host-\` and \`__Secure-\` may stand before each name.

The link of a product leads to its own code or manual, or to a list that others keep. It documents the names that matter;
some of a product's smaller names are known from traffic alone.

A new name is one record in \`extension/cookies/names/data/\`; a new product is one more line in \`sources.ts\` beside it.
Then run \`npm run names-table\`.

| role | a cookie that |
| --- | --- |
${Object.entries(ROLES)
  .map(([role, means]) => `| ${role} | ${means} |`)
  .join('\n')}

| how sure | |
| --- | --- |
${Object.entries(CERTAINTIES)
  .map(([certainty, means]) => `| ${certainty} | ${means} |`)
  .join('\n')}

## By product

| product | names | role | how sure | value |
| --- | --- | --- | --- | --- |
${rowsOf(KNOWN_COOKIES.filter(({ product }) => product !== undefined))}

## Of many products, or of one that documents them nowhere

| names | role | how sure | value |
| --- | --- | --- | --- |
${rowsOf(KNOWN_COOKIES.filter(({ product }) => product === undefined))}
`;
}

/** One row for all names of which the same is said. */
function rowsOf(known: readonly KnownCookie[]): string {
  const rows = new Map<string, string[]>();
  for (const record of known) {
    const end = `${record.role} | ${record.certainty} | ${formatOf(record)} |`;
    const key = `${productOf(record)}\n${end}`;
    rows.set(key, [...(rows.get(key) ?? []), code(record.pattern)]);
  }
  const { compare } = new Intl.Collator('en');
  return [...rows]
    .map(([key, names]) => ({ head: key.split('\n')[0] ?? '', end: key.split('\n')[1] ?? '', names }))
    .sort((a, b) => compare(a.head, b.head))
    .map(({ head, end, names }) => `| ${head === '' ? '' : `${head} | `}${names.join(' ')} | ${end}`)
    .join('\n');
}

function productOf(known: KnownCookie): string {
  const source = sourceOf(known);
  return known.product === undefined ? '' : `[${known.product}](${source})`;
}

/** What a value must look like, or usually does. */
function formatOf({ when, format }: KnownCookie): string {
  if (when !== undefined) return `only as ${when}`;
  return format ?? '';
}

/** A name as code in a table's cell. */
function code(text: string): string {
  return `\`${text.replaceAll('|', '\\|')}\``;
}
