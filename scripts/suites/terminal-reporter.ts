import type { TestEvent } from 'node:test/reporters';

/** Each failure in full. */
export default async function* terminalReporter(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  for await (const event of events) {
    if (event.type === 'test:fail' && event.data.details.type !== 'suite') yield describe(event.data);
  }
}

function describe({ name, file, line, details }: Extract<TestEvent, { type: 'test:fail' }>['data']): string {
  const { error } = details;
  const why = error.cause instanceof Error ? (error.cause.stack ?? error.cause.message) : error.message;
  return `\n✖ ${name} (${file}:${line})\n${why}\n`;
}
