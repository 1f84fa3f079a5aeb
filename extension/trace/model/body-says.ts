/**
 * What the body of an answer says of who asks, where the status does not:
 * `unauthenticated`: that nobody is signed in, or that the session is over (GraphQL answers so with status 200);
 * `nobody`: that there is no user (`null`, `{"user":null}`), which visitors are answered as well;
 * `failed`: that the sign-in which it answers did not work, whatever the reason;
 * `sign-in-form`: it is a page with a form to sign in, which may stand on a page for everybody as well;
 * `wants-cookies`: it is such a page in answer to a form, and says that the browser blocks cookies or sent none;
 * `signed-in`: it is a page that offers to sign out, or says who is signed in, and offers no sign-in;
 * `offers-sign-in`: it is a page that offers to sign in and not to sign out, as strangers see it;
 * `over`: it is a page that says that a session, or the time to sign in, is over;
 * `to-sign-in`: it does nothing but lead to a sign-in: a page by its head or its script, data by what a framework heeds;
 * `renewal-refused`: that tokens, which the request asked to renew by its own body, are not renewed;
 * `elsewhere`, `revoked`: that the session is over, as the account is used elsewhere, or somebody took it back;
 * `not-done`: that what was asked failed, or that there is no user, for whatever reason;
 * `blocked`: it is the page of a firewall that stands before the server;
 * `forbidden`: that this is not allowed, which may be about a right or about the session;
 * `closed-4401` and the like: it is a socket that the server closed with a code by which servers refuse;
 * `socket-refused`: it is a socket on which the server said that nobody is signed in;
 * `header-too-large`: that the head of the request is too large, which cookies make it;
 * `csrf`, `csrf-origin`: that the request may be forged: its token is missing or does not fit, or its origin is not trusted.
 */
export type BodySays = (typeof BODY_SAYS)[number];

/** Codes by which servers close the socket of somebody they refuse: RFC 6455's policy violation, IANA's, and usual ones. */
export const REFUSING_CLOSE_CODES = [1008, 3000, 3003, 4001, 4003, 4401, 4403] as const;

/** All of them, for those who read them from files. */
export const BODY_SAYS = [
  'unauthenticated',
  'nobody',
  'failed',
  'sign-in-form',
  'wants-cookies',
  'signed-in',
  'offers-sign-in',
  'over',
  'to-sign-in',
  'renewal-refused',
  'elsewhere',
  'revoked',
  'not-done',
  'forbidden',
  'blocked',
  'header-too-large',
  'socket-refused',
  ...REFUSING_CLOSE_CODES.map((code) => `closed-${code}` as const),
  'csrf',
  'csrf-origin',
] as const;
