import browser, { type Runtime } from 'webextension-polyfill';
import type { CommandMessage, CommandName, HandlersOf } from './commands.ts';
import type { Side } from './side.ts';

/** One handler for each command. */
type Handlers = HandlersOf<CommandName>;

function isCommand(message: unknown, handlers: Handlers): message is CommandMessage {
  return (
    typeof message === 'object' &&
    message !== null &&
    'command' in message &&
    typeof message.command === 'string' &&
    Object.hasOwn(handlers, message.command) &&
    (!('side' in message) || message.side === 'ordinary' || message.side === 'private')
  );
}

function isOwnPage({ url }: Runtime.MessageSender): boolean {
  return url?.startsWith(browser.runtime.getURL('')) === true;
}

/** Answers the commands that surfaces send. To be called in the background's first turn. */
export function serveCommands(handlers: Handlers): void {
  browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) => {
    // Other extensions and pages cannot send here (no externally_connectable); what runs in a page may not command.
    if (sender.id !== browser.runtime.id || !isOwnPage(sender) || !isCommand(message, handlers)) return undefined;
    // The message's own type binds command and input; the compiler loses that bond at the index.
    const handler = handlers[message.command] as (input: unknown, side: Side) => Promise<unknown>;
    return handler(message.input, message.side ?? 'ordinary');
  });
}
