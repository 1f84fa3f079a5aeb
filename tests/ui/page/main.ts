import { createFold } from '../../../extension/trace/fold/fold.ts';
import type { SurfaceKind } from '../../../extension/ui/model/host.ts';
import { FixtureHost } from './fixture-host.ts';
import { sceneNamed } from './scenes.ts';

const address = new URLSearchParams(location.search);
const shown = (address.get('surface') ?? 'tab') as SurfaceKind | 'options' | 'welcome' | 'help';
const surface = shown === 'options' || shown === 'welcome' || shown === 'help' ? 'tab' : shown;
const host = new FixtureHost({
  ...sceneNamed(address.get('scene') ?? 'lesson'),
  surface,
  pseudoLocale: address.has('pseudo-locale'),
  lang: address.get('lang') === 'de' ? 'de' : 'en',
});
const root = document.getElementById('root');
if (root === null) throw new Error('The page has no root.');

Object.assign(window, { host });
// The trace is made by now: the bench counts from here.
performance.mark('trace-made');
const { signal } = new AbortController();
if (shown === 'options') {
  const { mountOptionsPage } = await import('./options-page.ts');
  await mountOptionsPage(root, host, signal);
} else if (shown === 'welcome' || shown === 'help') {
  const { mountGuide } = await import('../../../extension/ui/guide/mount-guide.tsx');
  mountGuide(root, host, shown, signal);
} else if (surface === 'popup') {
  const { mountPopup } = await import('../../../extension/ui/popup/mount-popup.tsx');
  mountPopup(root, host, signal);
} else {
  const { mountInspector } = await import('../../../extension/ui/shell/mount-inspector.tsx');
  mountInspector(root, host, async () => createFold, signal);
}
