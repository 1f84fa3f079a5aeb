import browser from 'webextension-polyfill';
import type { CommandInput, CommandMessage, CommandName, CommandOutput } from './commands.ts';
import type { Side } from './side.ts';

/** Gives a command to the background, which the browser starts where it is stopped, and awaits its answer. */
export async function sendCommand<K extends CommandName>(
  command: K,
  input: CommandInput<K>,
  side: Side = 'ordinary',
): Promise<CommandOutput<K>> {
  const message: CommandMessage<K> = { command, input, side };
  return (await browser.runtime.sendMessage(message)) as CommandOutput<K>;
}
