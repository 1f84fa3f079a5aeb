/**
 * How a server refused a request: by 401, 403 and their like, by a challenge, by sending the user to sign in, or to a page
 * which says that the session is over.
 */
export type DeniedBy = 'status' | 'challenge' | 'sign-in-page' | 'over-page';
