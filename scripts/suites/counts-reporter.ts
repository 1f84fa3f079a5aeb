import type { TestEvent } from 'node:test/reporters';
import { type Failure, failureOf, type SuiteResult, slowestOf, type TimedTest } from './suite.ts';

/** Counts tests (not the groups they stand in) and writes the sums, the failures and the slowest of them as JSON. */
export default async function* countsReporter(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  let passed = 0;
  const failures: Failure[] = [];
  const skipped: string[] = [];
  const timed: TimedTest[] = [];
  for await (const event of events) {
    if (event.type !== 'test:pass' && event.type !== 'test:fail') continue;
    const { data } = event;
    if (data.details.type === 'suite') continue;
    timed.push({ name: data.name, ms: data.details.duration_ms });
    if (data.skip !== undefined || data.todo !== undefined) {
      const why = [data.skip, data.todo].find((reason) => typeof reason === 'string' && reason !== '');
      skipped.push(why ? `${data.name}: ${why}` : data.name);
    } else if (event.type === 'test:pass') passed += 1;
    else failures.push(failureOf(data.name, messageOf(event.data.details.error)));
  }
  yield JSON.stringify({
    passed,
    failed: failures.length,
    failures,
    skipped,
    slowest: slowestOf(timed),
  } satisfies SuiteResult);
}

/** Node's runner wraps what a test threw. */
function messageOf({ cause, message }: Error): string {
  return cause instanceof Error ? cause.message : message;
}
