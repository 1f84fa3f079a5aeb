import cluster from 'node:cluster';

/**
 * Ends this process as a Ctrl-C would, where the process that started it has been killed and could pass no signal on.
 * scripts/run.mjs opens a channel to the task, which closes with it. Without a channel, nothing happens.
 */
export function endWithParent(): void {
  // A worker's channel is the cluster's own: it must keep the worker alive.
  if (cluster.isWorker) return;
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  // A listener keeps the channel open, and an open channel keeps the process alive.
  process.channel?.unref();
}
