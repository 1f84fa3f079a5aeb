import type { CommandName, CommandOutput, PopupOpening, SendCommand } from '../../protocol/commands.ts';
import type { Opening } from './opening.ts';

/** The parts of the answer, by the questions that they answer. */
const PARTS: { readonly [K in CommandName]?: (said: PopupOpening, input: object) => CommandOutput<K> | undefined } = {
  'site-status': (said, input) => ('tabId' in input && input.tabId === said.tabId ? said.status : undefined),
  'site-summary': (said, input) => (isOfSite(said, input) ? said.summary : undefined),
  'read-jar': (said, input) => (isOfSite(said, input) && said.cookies ? { cookies: said.cookies } : undefined),
};

function isOfSite({ status }: PopupOpening, input: object): boolean {
  return 'site' in input && input.site === status?.site;
}

/** Sends commands; the first question of each kind is answered by what was asked at once, if it is about the same. */
export function answeredAhead(send: SendCommand, answer: Opening['answer']): SendCommand {
  const open = new Set<CommandName>(Object.keys(PARTS) as CommandName[]);
  return async (command, input) => {
    const part = open.delete(command) ? PARTS[command] : undefined;
    const said = part && (await answer);
    return (said && part?.(said, input)) ?? send(command, input);
  };
}

/** How long the first frame waits for the answer, in ms: drawn without it, it would keep the one with it waiting. */
const PATIENCE = 60;

/** Settles with the answer, and without it where it takes long. */
export function answeredSoon(answer: Opening['answer']): Promise<unknown> {
  return Promise.race([answer, new Promise((done) => setTimeout(done, PATIENCE))]);
}
