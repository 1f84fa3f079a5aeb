import type { Request } from 'express';
import { rememberFew } from '../fast/remember.ts';

export type Format = 'text' | 'json' | 'html';

/** Content-Type by format. */
export const CONTENT_TYPE: Readonly<Record<Format, string>> = {
  text: 'text/plain; charset=utf-8',
  json: 'application/json; charset=utf-8',
  html: 'text/html; charset=utf-8',
};

const acceptOf = (request: Request): string => request.headers.accept ?? '*/*';

/** How to speak to this client: browsers get HTML, `Accept: application/json` JSON, curl and the like plain text. */
export const formatFor: (request: Request) => Format = rememberFew(acceptOf, chooseFormat);

function chooseFormat(request: Request): Format {
  const chosen = request.accepts(['text', 'json', 'html']);
  return chosen === 'html' || chosen === 'json' ? chosen : 'text';
}
