import type { Request } from 'express';

export type Format = 'text' | 'json' | 'html';

/** Content-Type by format. */
export const CONTENT_TYPE: Readonly<Record<Format, string>> = {
  text: 'text/plain; charset=utf-8',
  json: 'application/json; charset=utf-8',
  html: 'text/html; charset=utf-8',
};

// Reading Accept by the rules of RFC 9110 section 12.5.1 costs more than the rest of a visit, and browsers send few
// different ones. Bounded, for the header is the client's to choose.
const known = new Map<string, Format>();
const MOST_KNOWN = 256;
const LONGEST_KNOWN = 512;

/** How to speak to this client: browsers get HTML, `Accept: application/json` JSON, curl and the like plain text. */
export function formatFor(request: Request): Format {
  const accept = request.headers.accept ?? '*/*';
  const before = known.get(accept);
  if (before !== undefined) return before;
  const chosen = request.accepts(['text', 'json', 'html']);
  const format: Format = chosen === 'html' || chosen === 'json' ? chosen : 'text';
  if (known.size < MOST_KNOWN && accept.length <= LONGEST_KNOWN) known.set(accept, format);
  return format;
}
