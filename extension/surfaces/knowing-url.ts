import type { SendCommand } from '../protocol/commands.ts';
import type { Host } from '../ui/model/host.ts';

/** The same host, but it sends the page URL along: the background cannot see the URL of an unwatched page. */
export function knowingUrl(host: Host, urlOf: () => Promise<string | undefined>): Host {
  const send: SendCommand = async (command, input) => {
    if (command !== 'site-status') return host.send(command, input);
    const url = await urlOf();
    return host.send(command, url === undefined ? input : { ...input, url });
  };
  return { ...host, send };
}
