let channel: MessageChannel | undefined;
const waiting: (() => void)[] = [];

/**
 * Runs a function as a task of its own, so that one that fails takes no other with it. Unlike a timer, it is not slowed
 * down in a tab that is not shown.
 */
export function afterThisTask(run: () => void): void {
  if (channel === undefined) {
    channel = new MessageChannel();
    channel.port1.onmessage = () => waiting.shift()?.();
  }
  waiting.push(run);
  channel.port2.postMessage(undefined);
}
