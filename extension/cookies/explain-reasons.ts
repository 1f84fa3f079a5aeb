import type {
  ReasonParams,
  RetrievalReason,
  RetrievalReasonCode,
  StoreReason,
  StoreReasonCode,
} from './reason-codes.ts';

/** One sentence on what happened, one on what to change on the server (or where else the cause lies). English. */
export interface Explanation {
  readonly what: string;
  readonly change: string;
}

type Explain = (params: ReasonParams) => Explanation;
const say =
  (what: string, change: string): Explain =>
  () => ({ what, change });
const text = (value: string | number | undefined, fallback = ''): string =>
  value === undefined ? fallback : String(value);

const STORE: Readonly<Record<StoreReasonCode, Explain>> = {
  'control-character': ({ octet, at }) => ({
    what: `The line holds the control character 0x${text(octet)} at position ${text(at)}, so the browser throws it away.`,
    change: 'Encode the value before it goes into the header, by percent-encoding or base64.',
  }),
  empty: say('Name and value are both empty, so there is nothing to store.', 'Send a line of the form name=value.'),
  'too-large': ({ octets, limit }) => ({
    what: `Name and value have ${text(octets)} octets together, and the browser stores at most ${text(limit)}.`,
    change: 'Keep the data on the server and put only an id into the cookie.',
  }),
  'empty-name': say('The cookie has no name, and this browser refuses that.', 'Give the cookie a name: name=value.'),
  'nameless-with-equals': say(
    'The cookie has no name and a "=" in its value, so it could not be told from a named one, and this browser drops it.',
    'Give the cookie a name: name=value.',
  ),
  'domain-non-ascii': ({ domain }) => ({
    what: `Domain=${text(domain)} holds characters outside of ASCII.`,
    change: 'Write the domain in its punycode form (xn--…), or leave Domain out.',
  }),
  'domain-public-suffix': ({ domain }) => ({
    what: `Domain=${text(domain)} is a public suffix, where many sites live, so no cookie may be set for all of it.`,
    change: 'Leave Domain out, or name the registrable domain.',
  }),
  'domain-mismatch': ({ domain, host }) => ({
    what: `Domain=${text(domain)} is neither ${text(host)}, which sent the cookie, nor a parent domain of it.`,
    change: 'Leave Domain out, so that the cookie belongs to the host that sets it.',
  }),
  'prefix-secure': ({ prefix, missing }) => prefixed(prefix, missing),
  'prefix-host': ({ prefix, missing }) => prefixed(prefix, missing),
  'prefix-http': ({ prefix, missing }) => prefixed(prefix, missing),
  'prefix-host-http': ({ prefix, missing }) => prefixed(prefix, missing),
  'prefix-nameless': ({ prefix }) => ({
    what: `The cookie has no name and a value that begins with ${text(prefix)}: a server would take it for a protected cookie.`,
    change: 'Give the cookie a name, or another value.',
  }),
  'partitioned-without-secure': say(
    'Partitioned is accepted only together with Secure, over https or from localhost.',
    'Add Secure and serve the page over https.',
  ),
  'scheme-not-supported': ({ scheme }) => ({
    what: `Cookies are kept for http and https alone, not for ${text(scheme, 'this kind of URL')}.`,
    change: 'Serve the page over https.',
  }),
  'third-party-blocked': say(
    'The browser blocks third-party cookies, and this response came from another site than the page.',
    'Add Partitioned; Secure; SameSite=None if the cookie is for this embedding alone, or serve it from the site of the page.',
  ),
  'credentials-omitted': say(
    'The request was made with credentials: "omit", so the browser neither sends nor stores cookies with it.',
    'In the page, use fetch with credentials: "include" (or "same-origin").',
  ),
  'cors-anonymous': say(
    'The request went to another origin without credentials, so the browser neither sends nor stores cookies with it.',
    'In the page, use fetch with credentials: "include", and answer with Access-Control-Allow-Credentials: true.',
  ),
  'cors-preflight': say(
    'This response answers a CORS preflight (OPTIONS), which never carries cookies.',
    'Set the cookie on the response to the request itself.',
  ),
  'clear-site-data': say(
    'The same response carries Clear-Site-Data with "cookies", which drops the cookies that it sets, too.',
    'Clear on one response and set the new cookie on the next.',
  ),
  'secure-on-insecure-origin': say(
    'Secure cookies are accepted only over https (or from localhost), and this response came over http.',
    'Serve the page over https; behind a proxy, let the proxy speak https to the browser.',
  ),
  'httponly-from-script': say(
    'A script tried to set an HttpOnly cookie, which only a response of the server may do.',
    'Set this cookie by a Set-Cookie header.',
  ),
  'overwrites-secure': say(
    'A Secure cookie of this name is there already, and a response over http may not replace or hide it.',
    'Serve this page over https too, or use another cookie name for http.',
  ),
  'overwrites-httponly': say(
    'An HttpOnly cookie of this name is there already, and a script may not replace it.',
    'Change this cookie on the server, or use another name in the script.',
  ),
  'samesite-strict': ({ schemeOnly }) => crossSite('SameSite=Strict', schemeOnly),
  'samesite-lax': ({ schemeOnly }) => crossSite('SameSite=Lax', schemeOnly),
  'samesite-unspecified': ({ schemeOnly }) => crossSite('No SameSite, which counts as Lax here,', schemeOnly),
  'samesite-none-without-secure': say(
    'SameSite=None is accepted only together with Secure.',
    'Add Secure and serve over https, or use SameSite=Lax.',
  ),
};

function prefixed(prefix: string | number | undefined, missing: string | number | undefined): Explanation {
  return {
    what: `The name begins with ${text(prefix)}, which promises more than the line keeps: missing ${text(missing)}.`,
    change: `Send the cookie with what is missing (${text(missing)}), or without the prefix.`,
  };
}

function crossSite(attribute: string, schemeOnly: string | number | undefined): Explanation {
  if (schemeOnly === 1) {
    return {
      what: `${attribute} lets the cookie be set from its own site alone, and http and https of one host are two sites.`,
      change: 'Serve the page and this response both over https.',
    };
  }
  return {
    what: `${attribute} lets the cookie be set from its own site alone, and this response belongs to a page of another site.`,
    change: 'If the cookie is meant for embedding, use SameSite=None; Secure (and Partitioned).',
  };
}

const RETRIEVAL: Readonly<Record<RetrievalReasonCode, Explain>> = {
  'credentials-omitted': STORE['credentials-omitted'],
  'cors-anonymous': STORE['cors-anonymous'],
  'cors-preflight': say(
    'A CORS preflight (OPTIONS) never carries cookies.',
    'Let the server answer preflights without a session.',
  ),
  'scheme-not-supported': STORE['scheme-not-supported'],
  'host-mismatch': ({ domain, host }) => ({
    what: `The cookie belongs to ${text(domain)}, and the request went to ${text(host)}.`,
    change: 'Use one host name throughout, or set the cookie with Domain for the common parent domain.',
  }),
  'path-mismatch': ({ path, request }) => ({
    what: `The cookie is for ${text(path)} and what lies below, and the request went to ${text(request)}.`,
    change: 'Set the cookie with Path=/.',
  }),
  'secure-on-insecure-request': say(
    'The cookie is Secure, and the request went over http.',
    'Use https for every URL of the site.',
  ),
  'httponly-to-script': say('The cookie is HttpOnly, so scripts do not see it.', 'Nothing: this protects the session.'),
  expired: say('The cookie has expired.', 'If it should live longer, set a later Max-Age.'),
  'partition-mismatch': ({ cookie, request }) => ({
    what:
      text(cookie) === ''
        ? `The cookie is unpartitioned, and this request may use the cookies of ${text(request, 'its partition')} alone.`
        : `The cookie belongs to the partition of ${text(cookie)}, and the request was made in ${text(request, 'another')}.`,
    change: 'Set the cookie again in this embedding, with Partitioned; Secure; SameSite=None.',
  }),
  'third-party-blocked': say(
    'The browser blocks third-party cookies, and the request went to another site than the page.',
    'Use Partitioned cookies for embedding, or serve this from the site of the page.',
  ),
  'samesite-strict': ({ level, schemeOnly }) => withheld('SameSite=Strict', level, schemeOnly),
  'samesite-lax': ({ level, schemeOnly }) => withheld('SameSite=Lax', level, schemeOnly),
  'samesite-unspecified': ({ level, schemeOnly }) =>
    withheld('No SameSite, which counts as Lax here,', level, schemeOnly),
  'samesite-none-without-secure': STORE['samesite-none-without-secure'],
};

function withheld(
  attribute: string,
  level: string | number | undefined,
  schemeOnly: string | number | undefined,
): Explanation {
  if (schemeOnly === 1) {
    return {
      what: `${attribute} keeps the cookie from this request, because http and https of one host are two sites.`,
      change: 'Use https on both sides.',
    };
  }
  switch (level) {
    case 'lax':
      return {
        what: `${attribute} keeps the cookie from requests that another site started, links to this page included.`,
        change: 'Use SameSite=Lax if a visitor who follows a link should be signed in.',
      };
    case 'lax-unsafe':
      return {
        what: `${attribute} keeps the cookie from form posts that another site started.`,
        change:
          'If another site must post here (as a sign-in provider does), use SameSite=None; Secure for a cookie of this step.',
      };
    default:
      return {
        what: `${attribute} keeps the cookie from requests within the pages of another site.`,
        change: 'If it is meant for embedding, use SameSite=None; Secure (and Partitioned).',
      };
  }
}

/** Why a Set-Cookie was refused, for people. */
export function explainStoreReason(reason: StoreReason): Explanation {
  return STORE[reason.code](reason.params ?? {});
}

/** Why a cookie was withheld, for people. */
export function explainRetrievalReason(reason: RetrievalReason): Explanation {
  return RETRIEVAL[reason.code](reason.params ?? {});
}
