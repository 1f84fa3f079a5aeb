import type { RequestListener, ServerResponse } from 'node:http';
import { fixedHeaders } from '../answers/responder.ts';
import type { AppContext } from '../context.ts';
import { rememberFew } from '../fast/remember.ts';
import { reply } from '../http/reply.ts';
import { securityHeaders } from '../http/security-headers.ts';

/** So much of a foreign Host header is said and logged. */
const LONGEST_SHOWN = 100;

/**
 * What every request passes first: its time is noted, and it is refused where its Host is not one of ours (see
 * `hostCheck`). Before Express and not a middleware of it, since each of them costs a visit a hundredth.
 * @param isOurs whether a Host header names this server
 */
export function frontDoor(
  context: AppContext,
  isOurs: (host: string) => boolean,
  app: RequestListener,
): RequestListener {
  const { responder, log, hsts } = context;
  const headers = fixedHeaders('text', securityHeaders({}, hsts));
  const isKnown = rememberFew((host: string) => host, isOurs);
  const refuse = (response: ServerResponse, host: string): void => {
    log.lines.warn({ host }, 'refused a foreign Host');
    reply(
      response,
      421,
      headers,
      `This server does not answer to the name "${host}": open it at localhost, or start it with --allowed-host NAME.\n`,
    );
  };
  return (request, response) => {
    responder.begin(response);
    const { host } = request.headers;
    // Without a Host there is no name that could have been turned to this machine, and no browser.
    if (host === undefined || isKnown(host)) app(request, response);
    else refuse(response, host.slice(0, LONGEST_SHOWN));
  };
}
