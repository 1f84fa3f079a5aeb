import { STATUS_CODES } from 'node:http';
import type { Response } from 'express';
import { reply } from '../http/reply.ts';
import type { HeaderList } from '../http/security-headers.ts';

/** What cannot stand in a header line in any way: it would end the line, or the connection. */
const LINE_BREAKERS = /[\0\r\n]/g;
/** Octets that Node refuses to send in a header, or sends changed when the body is text, though HTTP can carry them. */
const NOT_FOR_NODE = /[^\t\x20-\x7e]/;

/** Text as the octets of a header value, one character each: UTF-8, without NUL, CR and LF. */
export function headerOctets(text: string): string {
  return Buffer.from(text.replace(LINE_BREAKERS, ''), 'utf8').toString('latin1');
}

/**
 * Sends a response whose headers may hold control characters, which browsers must be seen to refuse, and other octets.
 * Such a response is written to the socket by hand and the connection closed. To HEAD, it has no body.
 */
export function replyRaw(response: Response, status: number, headers: HeaderList, body: string): void {
  if (!headers.some((text) => NOT_FOR_NODE.test(text))) {
    reply(response, status, headers, body);
    return;
  }
  const { socket, req } = response;
  if (socket === null || socket.destroyed) return;
  const lines = [`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`];
  for (let index = 0; index < headers.length; index += 2) lines.push(`${headers[index]}: ${headers[index + 1]}`);
  lines.push(`Content-Length: ${Buffer.byteLength(body)}`, 'Connection: close', '', '');
  const sent = req.method === 'HEAD' ? '' : body;
  socket.end(Buffer.concat([Buffer.from(lines.join('\r\n'), 'latin1'), Buffer.from(sent)]));
}
