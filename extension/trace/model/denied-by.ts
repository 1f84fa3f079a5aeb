/**
 * How a server refused a request: by 401, 403 and their like, by a challenge, by sending the user to sign in, to a page
 * which says that the session is over, or to one which says that this may not be seen; or with a status that says nothing,
 * by a body which says that nobody is signed in, or by a form to sign in where something else stood before.
 */
export type DeniedBy = 'status' | 'challenge' | 'sign-in-page' | 'over-page' | 'refusal-page' | 'body' | 'sign-in-form';
