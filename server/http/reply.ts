import type { ServerResponse } from 'node:http';
import type { HeaderList } from './security-headers.ts';

/**
 * Sends a whole response: status, headers as one list, body. No ETag and nothing set header by header, which is a good
 * part of what `res.send` costs.
 * @param fixed the headers that are the same in every response of this kind, Content-Type among them
 */
export function reply(
  response: ServerResponse,
  status: number,
  fixed: HeaderList,
  body: string | Buffer,
  more: HeaderList = [],
): void {
  if (response.headersSent || response.destroyed) return;
  const bytes = Buffer.byteLength(body);
  response.writeHead(status, [...fixed, 'Content-Length', String(bytes), ...more]);
  // A byte for each character: ASCII alone, which goes out without being turned into UTF-8.
  if (typeof body === 'string') response.end(body, bytes === body.length ? 'latin1' : 'utf8');
  else response.end(body);
}
