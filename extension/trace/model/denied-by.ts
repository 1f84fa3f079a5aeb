/** How a server refused a request: by 401, 403 and their like, by a challenge, or by sending the user to sign in. */
export type DeniedBy = 'status' | 'challenge' | 'sign-in-page';
