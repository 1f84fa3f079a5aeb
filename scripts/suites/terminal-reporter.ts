import type { TestEvent } from 'node:test/reporters';

const WIDTH = 100;

/** A dot for each test, then each failure in full. */
export default async function* terminalReporter(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const failures: string[] = [];
  let dots = 0;
  for await (const event of events) {
    if (event.type !== 'test:pass' && event.type !== 'test:fail') continue;
    if (event.data.details.type === 'suite') continue;
    if (event.type === 'test:fail') failures.push(describe(event.data));
    dots += 1;
    yield `${event.type === 'test:pass' ? '.' : '✖'}${dots % WIDTH === 0 ? '\n' : ''}`;
  }
  yield `\n${failures.join('')}`;
}

function describe({ name, file, line, details }: Extract<TestEvent, { type: 'test:fail' }>['data']): string {
  const { error } = details;
  const why = error.cause instanceof Error ? (error.cause.stack ?? error.cause.message) : error.message;
  return `\n✖ ${name} (${file}:${line})\n${why}\n`;
}
