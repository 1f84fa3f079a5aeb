/** What a cookie is for. */
export type CookieRole =
  /** Holds a session or its id. */
  | 'session'
  /** Proves a sign-in: a ticket of an application, an identity provider or a gateway. */
  | 'sign-in'
  /** A short-lived token that is renewed by a refresh token. */
  | 'access-token'
  /** Fetches new access tokens. */
  | 'refresh-token'
  /** Signs in again when the session is gone. */
  | 'remember-me'
  /** Recognises the browser, so that it is not checked again. */
  | 'device'
  /** Says that somebody is signed in, and proves nothing. */
  | 'sign-in-status'
  /** Guards forms against requests from other sites. */
  | 'csrf'
  /** Lives for one request to an identity provider: OIDC state, nonce, PKCE, SAML request, the address to go back to. */
  | 'state'
  /** Signs another cookie. */
  | 'signature'
  /** Says which server of several answers. */
  | 'load-balancer'
  /** Of a firewall or a guard against robots, floods and abuse. */
  | 'firewall'
  /** A place in the queue before a busy site. */
  | 'waiting-room'
  | 'consent'
  | 'analytics'
  /** Measures how fast and how well pages work. */
  | 'monitoring'
  | 'ads'
  | 'chat'
  | 'preference'
  | 'cart'
  | 'payment'
  /** Says which version of a page a cache may give. */
  | 'cache'
  /** Carries a message to the next page. */
  | 'message'
  /** Tries whether the browser keeps cookies. */
  | 'probe'
  | 'other';

/** How surely a name says what its cookie is. */
export type NameCertainty =
  /** One product alone uses it. */
  | 'certain'
  /** Many products use it, for the same thing. */
  | 'generic'
  /** So many things have it that the value must speak for it, too. */
  | 'vague';

const SESSION_ROLES: ReadonlySet<CookieRole> = new Set(['session', 'sign-in', 'access-token', 'refresh-token']);

/** Whether somebody is logged out when a cookie of this role is lost. */
export function isSessionRole(role: CookieRole): boolean {
  return SESSION_ROLES.has(role);
}
