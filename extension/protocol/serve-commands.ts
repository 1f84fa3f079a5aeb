import browser, { type Runtime } from 'webextension-polyfill';
import type { CommandInput, CommandMessage, CommandName, CommandOutput } from './commands.ts';

/** One handler for each command. */
type Handlers = { readonly [K in CommandName]: (input: CommandInput<K>) => Promise<CommandOutput<K>> };

function isCommand(message: unknown, handlers: Handlers): message is CommandMessage {
  return (
    typeof message === 'object' &&
    message !== null &&
    'command' in message &&
    typeof message.command === 'string' &&
    Object.hasOwn(handlers, message.command)
  );
}

/** Answers the commands that surfaces send. To be called in the background's first turn. */
export function serveCommands(handlers: Handlers): void {
  browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) => {
    // Pages and other extensions cannot send here (no externally_connectable); content scripts are not asked either.
    if (sender.id !== browser.runtime.id || !isCommand(message, handlers)) return undefined;
    // The message's own type binds command and input; the compiler loses that bond at the index.
    const handler = handlers[message.command] as (input: unknown) => Promise<unknown>;
    return handler(message.input);
  });
}
