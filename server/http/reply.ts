import type { Response } from 'express';
import type { HeaderList } from './security-headers.ts';

/**
 * Sends a whole response: status, headers in one list, body. No ETag and nothing set one by one, which is a good part
 * of what `res.send` costs.
 */
export function reply(
  response: Response,
  status: number,
  contentType: string,
  body: string | Buffer,
  ...headers: readonly HeaderList[]
): void {
  if (response.headersSent || response.destroyed) return;
  const length = typeof body === 'string' ? Buffer.byteLength(body) : body.length;
  const all = ['Content-Type', contentType, 'Content-Length', String(length)];
  for (const list of headers) all.push(...list);
  response.writeHead(status, all);
  response.end(body);
}
