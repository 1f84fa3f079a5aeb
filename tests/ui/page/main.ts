import { createFold } from '../../../extension/trace/fold/fold.ts';
import type { SurfaceKind } from '../../../extension/ui/model/host.ts';
import { FixtureHost } from './fixture-host.ts';
import { sceneNamed } from './scenes.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no root.');

/** Ends the scene that is shown. */
let shown = new AbortController();

/** Mounts the scene that the page's address names. */
async function mountScene(place: HTMLElement): Promise<void> {
  shown = new AbortController();
  const { signal } = shown;
  const address = new URLSearchParams(location.search);
  const asked = (address.get('surface') ?? 'tab') as SurfaceKind | 'options' | 'welcome' | 'help';
  const surface = asked === 'options' || asked === 'welcome' || asked === 'help' ? 'tab' : asked;
  const host = new FixtureHost({
    ...sceneNamed(address.get('scene') ?? 'lesson'),
    surface,
    pseudoLocale: address.has('pseudo-locale'),
    lang: address.get('lang') === 'de' ? 'de' : 'en',
  });
  Object.assign(window, { host });
  // The trace is made by now: the bench counts from here. What it took to make it is no garbage of the view.
  (globalThis as { gc?: () => void }).gc?.();
  performance.mark('trace-made');
  if (asked === 'options') {
    const { mountOptionsPage } = await import('./options-page.ts');
    await mountOptionsPage(place, host, signal);
  } else if (asked === 'welcome' || asked === 'help') {
    const { mountGuide } = await import('../../../extension/ui/guide/mount-guide.tsx');
    mountGuide(place, host, asked, signal);
  } else if (surface === 'popup') {
    const { mountPopup } = await import('../../../extension/ui/popup/mount-popup.tsx');
    mountPopup(place, host, signal);
  } else {
    const { mountInspector } = await import('../../../extension/ui/shell/mount-inspector.tsx');
    mountInspector(place, host, async () => createFold, signal);
  }
}

/** The page as it was before a scene was mounted: what the UI sets beside its root goes too. */
const { documentElement } = document;
const title = document.title;

/** @returns Whether the page can take another scene: not where a test has put another document into its place. */
async function endScene(place: HTMLElement): Promise<boolean> {
  shown.abort();
  await afterDrawing();
  if (document.documentElement !== documentElement) return false;
  for (const { name } of [...place.attributes]) if (name !== 'id') place.removeAttribute(name);
  for (const { name } of [...documentElement.attributes]) documentElement.removeAttribute(name);
  document.body.replaceChildren(place);
  place.replaceChildren();
  document.title = title;
  // A busy browser may hold the place to which the last scene was scrolled, though there is nothing left to scroll.
  scrollTo(0, 0);
  return true;
}

/** Preact ends the effects of what it has taken away in a task after the next frame; a page in the background has none. */
function afterDrawing(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, 100);
  });
}

Object.assign(window, {
  /**
   * Shows another scene without loading the page again.
   * @param query As in the address, with its question mark.
   * @returns False where the page must be loaded for that.
   */
  showScene: async (query: string): Promise<boolean> => {
    if (!(await endScene(root))) return false;
    history.replaceState(null, '', query);
    await mountScene(root);
    return true;
  },
  /** Leaves an empty page that knows nothing of its scene. */
  endScene: async (): Promise<void> => {
    await endScene(root);
    localStorage.clear();
    sessionStorage.clear();
  },
});

await mountScene(root);
