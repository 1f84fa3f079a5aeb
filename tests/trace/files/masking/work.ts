import { Session } from 'node:inspector/promises';

const session = new Session();
session.connect();
await session.post('Profiler.enable');
await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });

/**
 * How often the blocks of the extension's code ran while `run` did, by V8's precise coverage: a measure of work that no
 * other program on the machine changes.
 */
export async function workOf(run: () => void): Promise<number> {
  await session.post('Profiler.takePreciseCoverage');
  run();
  const { result } = await session.post('Profiler.takePreciseCoverage');
  let work = 0;
  for (const { url, functions } of result) {
    if (!url.includes('/extension/')) continue;
    for (const { ranges } of functions) for (const { count } of ranges) work += count;
  }
  return work;
}
