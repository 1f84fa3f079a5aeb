import { endWithParent } from './end-with-parent.ts';

/** An error that the person at the terminal can act on: its message is one sentence, and all that they need to see. */
export class Sentence extends Error {}

/** Runs a task; whatever it throws ends the process with exit code 1, a Sentence as that sentence alone. */
export async function runTask(task: () => Promise<void>): Promise<void> {
  endWithParent();
  try {
    await task();
  } catch (error) {
    console.error(error instanceof Sentence ? error.message : error);
    process.exitCode = 1;
  }
}
