import { parentPort } from 'node:worker_threads';
import { createMasker, type Masker } from '../../../../extension/trace/files/mask.ts';
import { workOf } from './work.ts';

const START = 'k3FzQm1x8sVb2TnLwYd7RcEoPa6Ug0HiJt4Zv59Qw';

/** Values that differ in their last characters alone, of several words each. */
function alike(count: number): string[] {
  return Array.from({ length: count }, (_, at) => `s:${START}.${START}.${(at + 46_656).toString(36)}Xq7`);
}

const many = (count: number, unit: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => unit(at)).join('');

const CASES: Readonly<Record<string, (masker: Masker, count: number) => void>> = {
  'values with one beginning': (masker, count) => {
    for (const value of alike(count)) masker.value(value);
  },
  'values with one beginning, known before and sent with every request': (masker, count) => {
    for (const value of alike(count)) masker.value(value);
    for (const value of alike(count)) masker.cookieHeader(`sid=${value}; theme=dark`);
  },
  'a text that holds the beginning of them all, again and again': (masker, count) => {
    for (const value of alike(count)) masker.value(value);
    masker.text(many(count, () => `s ${START} ${START} `));
  },
  'one value of many words': (masker, count) => void masker.value(many(count, (at) => `${START}${at}.`)),
  'one text of many escapes': (masker, count) => void masker.text(many(count, () => '%2541\\u0041&amp;')),
  'one URL of many parameters that are URLs': (masker, count) =>
    void masker.url(
      `https://a.test/?${many(count, (at) => `next${at}=https%3A%2F%2Fb.test%2F%3Fcode%3D${START}${at}&`)}`,
    ),
  'one Cookie header of many cookies': (masker, count) =>
    void masker.cookieHeader(many(count, (at) => `c${at}=${START}${at}; `)),
  'one Set-Cookie line of many attributes': (masker, count) =>
    void masker.setCookie(`sid=${START}; ${many(count, (at) => `a${at}=${START}${at}; `)}`),
};

/** The work of each case, for 400 and for 1,600 units. */
export type Works = Readonly<Record<string, { readonly small: number; readonly large: number }>>;

const works: Record<string, { small: number; large: number }> = {};
for (const [name, mask] of Object.entries(CASES)) {
  const work = (count: number): Promise<number> => workOf(() => mask(createMasker(), count));
  await work(20);
  works[name] = { small: await work(400), large: await work(1600) };
}
parentPort?.postMessage(works satisfies Works);
