import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { answersInSlices } from '../../../extension/trace/findings/answer.ts';
import { createFold } from '../../../extension/trace/fold/fold.ts';
import { api, ownPage } from '../asks.ts';
import { id } from '../ids.ts';
import { assertInProportion, cpuTimeOf } from '../proportion.ts';
import { type Ask, Story } from '../story.ts';

// What a client asks for again and again, for hours: the answer takes time in proportion to the requests.

const SID = `sid=${id('a')}`;
const SIZES = { short: 1_000, long: 8_000, tooLong: 20, enough: 600 };
const post: Ask = { ...api, method: 'POST' };

function signedIn(): Story {
  return new Story('https://app.example')
    .started()
    .visits('/login', undefined, {}, ownPage)
    .visits(
      '/login',
      undefined,
      { status: 302, headers: [['location', '/']], setCookie: [`${SID}; Path=/; Secure`] },
      { ...ownPage, method: 'POST' },
    )
    .visits('/', SID, {}, ownPage)
    .visits('/api/a', SID, {}, api);
}

/** A session of its own for each number. */
const own = (number: number): string => `sid=k3Fz${number.toString(36).padStart(6, '0')}Qm1x8sVb2TnLwYd`;

/** Makes `count` requests. */
type Course = (story: Story, count: number) => void;

const each = (count: number, visit: (number: number) => unknown): void => {
  for (let number = 0; number < count; number += 1) visit(number);
};

const COURSES: Readonly<Record<string, Course>> = {
  'one address forbids': (story, count) => each(count, () => story.visits('/api/a', SID, { status: 403 }, api)),
  'one address forbids, and somebody signs in at last': (story, count) => {
    each(count, () => story.visits('/api/a', SID, { status: 403 }, api));
    story.time += 600_000;
    story.visits('/login', SID, {}, { ...ownPage, method: 'POST' });
  },
  'all addresses forbid what they had answered': (story, count) => {
    each(count / 2, (number) => story.visits(`/api/b${number}`, SID, {}, api));
    each(count / 2, (number) => story.visits(`/api/b${number}`, SID, { status: 403 }, api));
  },
  'one address refuses, and others answer': (story, count) => {
    each(count / 2, (number) => story.visits(`/api/b${number}`, SID, {}, api));
    story.visits('/api/a', SID, { status: 401 }, api);
    each(count / 2, (number) => story.visits(`/api/c${number}`, SID, {}, api));
  },
  'one address refuses': (story, count) => each(count, () => story.visits('/api/a', SID, { status: 401 }, api)),
  'one address refuses after a sign-out': (story, count) => {
    story.visits('/logout', SID, {}, post);
    each(count, () => story.visits('/api/a', SID, { status: 401 }, api));
  },
  'one address refuses and answers in turn': (story, count) =>
    each(count, (number) => story.visits('/api/a', SID, number % 2 === 0 ? { status: 401 } : {}, api)),
  'many sites are asked, as by an advertiser on each page': (story, count) =>
    each(count, (number) => story.visits(`https://s${number % (count / 8)}.example/a`, SID, {}, api)),
  'a session ends by the clock again and again': (story, count) =>
    each(count / 2, (number) => {
      story.visits('/a', undefined, { setCookie: [`${own(number)}; Path=/; Max-Age=2`] }, ownPage);
      story.wait(3_000).visits('/b', undefined, {}, ownPage);
    }),
  'somebody signs in and out again and again': (story, count) =>
    each(count / 2, (number) => {
      const entered = { status: 302, headers: [['location', '/']], setCookie: [`${own(number)}; Path=/`] } as const;
      story.visits('/login', undefined, entered, { ...ownPage, method: 'POST' });
      story.visits('/logout', own(number), { setCookie: ['sid=; Path=/; Max-Age=0'] }, ownPage);
    }),
  'a server clears the cookie again and again': (story, count) =>
    each(count / 2, (number) => {
      story.visits('/a', undefined, { setCookie: [`${own(number)}; Path=/`] }, ownPage);
      story.visits('/b', own(number), { setCookie: ['sid=; Path=/; Max-Age=0'] }, ownPage);
    }),
  'sessions time out, each with a new id': (story, count) =>
    each(count / 2, (number) => {
      const over = { status: 302, headers: [['location', '/login?reason=timeout']] } as const;
      story.wait(3_600_000).visits('/a', own(number), {}, ownPage);
      story.wait(7_200_000).visits('/a', own(number), { ...over, setCookie: [`${own(number + 1)}; Path=/`] }, ownPage);
    }),
  'a form of a page is blocked again and again': (story, count) =>
    each(count / 2, () => {
      story.visits('/form', SID, { status: 403, says: 'blocked' }, ownPage);
      story.visits('/form', SID, {}, { ...ownPage, method: 'POST' });
    }),
  'a script asks without the cookie again and again': (story, count) =>
    each(count, (number) => story.visits(`/api/w${number}`, undefined, { status: 401 }, api)),
  'the renewal is refused': (story, count) =>
    each(count, () => story.visits('/auth/refresh', SID, { status: 401 }, post)),
  'preflights are refused': (story, count) =>
    each(count, (number) =>
      story.visits(
        `/api/p${number}`,
        undefined,
        { status: 401 },
        {
          ...api,
          method: 'OPTIONS',
          headers: [['access-control-request-method', 'GET']],
        },
      ),
    ),
};

/** CPU time of the answer, in ms. */
function timeOf(course: Course, count: number): Promise<number> {
  const story = signedIn();
  course(story, count);
  const fold = createFold();
  fold.apply(story.events);
  fold.settle(story.time + 10_000);
  return cpuTimeOf(() => {
    for (const slice of answersInSlices(fold.trace)) assert.equal(slice, undefined);
  });
}

describe('the answer takes time in proportion to the requests', () => {
  // Eight times the requests take the square sixty-four times.
  for (const [name, course] of Object.entries(COURSES))
    test(name, () => assertInProportion((count) => timeOf(course, count), SIZES));

  test('one session is used, as often as the answer looks back', async () => {
    const used: Course = (story, count) =>
      each(count, (number) => story.visits(`/page/${number % 50}`, SID, {}, ownPage));
    // Twenty times the requests: what looks back from each to the first takes more than forty times as long.
    await assertInProportion((count) => timeOf(used, count), { ...SIZES, long: 20_000, tooLong: 30 });
  });
});
