import type { Response } from 'express';
import type { HeaderList } from './security-headers.ts';

/**
 * Sends a whole response: status, headers as one list, body. No ETag and nothing set header by header, which is a good
 * part of what `res.send` costs.
 * @param fixed the headers that are the same in every response of this kind, Content-Type among them
 */
export function reply(
  response: Response,
  status: number,
  fixed: HeaderList,
  body: string | Buffer,
  more: HeaderList = [],
): void {
  if (response.headersSent || response.destroyed) return;
  const headers = [...fixed, 'Content-Length', String(Buffer.byteLength(body)), ...more];
  response.writeHead(status, headers);
  response.end(body);
}
