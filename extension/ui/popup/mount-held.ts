/** What the popup draws when all is known; the surface begins to load it before the popup itself is there. */
export { Held } from './held.tsx';
