import browser from 'webextension-polyfill';
import type { CommandInput, CommandName, CommandOutput } from './commands.ts';

/** Gives a command to the background, which the browser starts where it is stopped, and awaits its answer. */
export async function sendCommand<K extends CommandName>(
  command: K,
  input: CommandInput<K>,
): Promise<CommandOutput<K>> {
  return (await browser.runtime.sendMessage({ command, input })) as CommandOutput<K>;
}
