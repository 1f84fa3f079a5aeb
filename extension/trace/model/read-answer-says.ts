import type { BodySays } from './body-says.ts';
import { dataLeadsToSignIn } from './data-leads-to-sign-in.ts';
import { pathOfUrl } from './entry-url.ts';
import { jsonOfCall } from './jsonp.ts';
import { leadsToSignIn } from './leads-to-sign-in.ts';
import { readBodySays } from './read-body-says.ts';
import { saysCookiesMissed } from './says-in-page.ts';

/** What is known of an answer beside its body. */
export interface AnswerFacts {
  readonly mimeType: string;
  /** What was asked for. */
  readonly url: string;
  readonly status: number;
  /** In capitals. */
  readonly method: string;
}

/** What an answer says of who asks: by where its body leads, or in the body. Undefined: nothing that is known. */
export function readAnswerSays(body: string, { mimeType, url, status, method }: AnswerFacts): BodySays | undefined {
  const isGood = status >= 200 && status < 300;
  if (status === 200 && leadsToSignIn(body, mimeType, url)) return 'to-sign-in';
  if (isGood && dataLeadsToSignIn(body, mimeType, url)) return 'to-sign-in';
  const called = jsonOfCall(body, mimeType, url);
  const says = readBodySays(
    called ?? body,
    called === undefined ? mimeType : 'application/json',
    pathOfUrl(url),
    status,
  );
  return says === 'sign-in-form' && method === 'POST' && saysCookiesMissed(body) ? 'wants-cookies' : says;
}
