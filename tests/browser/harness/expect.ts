import { expect as base } from '@playwright/test';
import { patiently } from './until.ts';

type Poll = typeof base.poll;
type Matcher = (...expected: readonly unknown[]) => Promise<void>;

/**
 * Playwright's `expect.poll` with the harness's patience: Playwright's own soon looks only once a second, and
 * gives up by the clock: a busy machine alone would fail the test.
 */
const poll: Poll = (read, options = {}) => {
  const { message, timeout, intervals } = typeof options === 'string' ? { message: options } : options;
  const check = async (matcher: string, isNot: boolean, expected: readonly unknown[]): Promise<void> => {
    let failure: unknown;
    const holds = await patiently(
      async () => {
        let value: unknown;
        try {
          value = await read();
          const expectation = base(value, message);
          const matchers = (isNot ? expectation.not : expectation) as unknown as Readonly<Record<string, Matcher>>;
          const match = matchers[matcher];
          if (match === undefined) throw new Error(`Playwright has no matcher "${matcher}".`);
          await match(...expected);
          return { came: true, value };
        } catch (error) {
          failure = error;
          return { came: false, seen: JSON.stringify(value) ?? String(error) };
        }
      },
      timeout,
      intervals?.[0],
    );
    if (!holds) throw failure;
  };
  const matchers = (isNot: boolean): object =>
    new Proxy(
      {},
      {
        get: (_, name) =>
          name === 'not' ? matchers(true) : (...expected: unknown[]) => check(String(name), isNot, expected),
      },
    );
  return matchers(false) as ReturnType<Poll>;
};

/** Playwright's `expect`, but for `poll`. */
export const expect: typeof base = new Proxy(base, {
  get: (target, name, receiver) => (name === 'poll' ? poll : Reflect.get(target, name, receiver)),
});
