import { endWithParent } from './end-with-parent.ts';

/** An error that the person at the terminal can act on: its message is one sentence, and all that they need to see. */
export class Sentence extends Error {}

/** True where the person at the terminal wrote an option that there is none of: the message says so. */
function isBadOption(error: unknown): error is Error {
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS_');
}

/** Runs a task; whatever it throws ends the process with exit code 1, a Sentence as that sentence alone. */
export async function runTask(task: () => Promise<void>): Promise<void> {
  endWithParent();
  try {
    await task();
  } catch (error) {
    console.error(error instanceof Sentence || isBadOption(error) ? error.message : error);
    process.exitCode = 1;
  }
}
