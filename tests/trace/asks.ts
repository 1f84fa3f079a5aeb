import type { Ask } from './story.ts';

/** A navigation from a page of the same origin. */
export const ownPage: Ask = { headers: [['sec-fetch-site', 'same-origin']] };

/** A fetch by a script of `https://app.example` to its own origin. */
export const api: Ask = {
  type: 'xmlhttprequest',
  topUrl: 'https://app.example/',
  initiator: 'https://app.example',
  headers: [
    ['sec-fetch-site', 'same-origin'],
    ['sec-fetch-mode', 'cors'],
  ],
};
