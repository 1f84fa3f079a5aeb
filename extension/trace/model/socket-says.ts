import { type BodySays, REFUSING_CLOSE_CODES } from './body-says.ts';
import { readBodySays } from './read-body-says.ts';

// What a server says on a WebSocket of who asks. Browsers show no messages to an extension; some tools write them to a HAR.

/** One message, as Chrome's DevTools, Firefox's and mitmproxy write it. */
export interface SocketMessage {
  readonly type?: unknown;
  readonly opcode?: unknown;
  readonly data?: unknown;
}

/** How many of the newest messages are worth reading: a refusal is the last thing that is said. */
export const MESSAGES_READ = 5;

const OPCODE_TEXT = 1;
const OPCODE_CLOSE = 8;

/** A close frame begins with its code, two octets (RFC 6455 section 5.5.1); tools write octets as base64. */
function closeCode(data: string): number | undefined {
  const read = (octets: string): number => (octets.charCodeAt(0) << 8) + octets.charCodeAt(1);
  const isCode = (code: number): boolean => code >= 1000 && code < 5000;
  const raw = read(data);
  if (isCode(raw)) return raw;
  try {
    const decoded = read(atob(data.slice(0, 4)));
    return isCode(decoded) ? decoded : undefined;
  } catch {
    return undefined;
  }
}

/** Kinds of messages by which a server ends a conversation; others hold what users wrote. */
const ENDS = /"type" *: *"(?:disconnect|[\w-]*error|close|unauthorized|auth_invalid)"/;

/** Socket.IO's CONNECT_ERROR. */
const CONNECT_ERROR = /^44(?:\/[^,]{0,100},)?\{[^{}]{0,300}\bauth/i;

function textSays(text: string): boolean {
  if (CONNECT_ERROR.test(text)) return true;
  if (!ENDS.test(text)) return false;
  // graphql-ws and Action Cable put what went wrong into members of their own.
  const said = text.replace(/"(?:payload|reason)" *:/, '"error":');
  return (
    readBodySays(said, 'application/json', '/') === 'unauthenticated' ||
    /"type" *: *"(?:unauthorized|auth_invalid)"/.test(said)
  );
}

/** Reads what the last messages of a socket say; undefined: nothing that is known. */
export function readSocketSays(messages: readonly SocketMessage[]): BodySays | undefined {
  for (const { type, opcode, data } of messages.toReversed()) {
    if (type !== 'receive' || typeof data !== 'string') continue;
    if (opcode === OPCODE_TEXT && textSays(data)) return 'socket-refused';
    if (opcode !== OPCODE_CLOSE) continue;
    const closed = closeCode(data);
    const refusing = REFUSING_CLOSE_CODES.find((code) => code === closed);
    if (refusing !== undefined) return `closed-${refusing}`;
  }
  return undefined;
}
