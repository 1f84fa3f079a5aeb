/**
 * How a server refused a request.
 * - `status`: by 401, 403 and their like.
 * - `challenge`: by a challenge.
 * - `sign-in-page`, `over-page`, `refusal-page`: by leading to a page. It asks to sign in, says that the session is over, or
 *   that this may not be seen.
 * - `grpc`: by gRPC's own status, UNAUTHENTICATED.
 * - `body`, `over-body`, `ended-body`, `sign-in-form`: the status says nothing. The body says that nobody is signed in, that
 *   the session is over, or who ended it, or shows a form to sign in where something else stood before.
 */
export type DeniedBy =
  | 'status'
  | 'challenge'
  | 'sign-in-page'
  | 'over-page'
  | 'refusal-page'
  | 'grpc'
  | 'body'
  | 'over-body'
  | 'ended-body'
  | 'sign-in-form';
