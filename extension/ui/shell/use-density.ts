import { useEffect, useLayoutEffect } from 'preact/hooks';
import { useInspector } from '../model/inspector-context.ts';
import { zoomOf } from '../model/layout-model.ts';

/** Docked at the bottom of a window, or in a narrow sidebar; px of width or height. */
const SMALL = 480;

/** Keeps density, text size and theme as the user chose them; without a choice a small window is compact. */
export function useDensity(): void {
  const { layout } = useInspector();
  const density = layout.density.value;
  const theme = layout.theme.value;
  const zoom = zoomOf[layout.textSize.value];
  // Before the first paint, so that no row changes its height.
  useLayoutEffect(() => {
    const decide = (): void => {
      const small = innerWidth / zoom < SMALL || innerHeight / zoom < SMALL;
      layout.compact.value = density === 'compact' || (density === 'auto' && small);
    };
    decide();
    addEventListener('resize', decide);
    return () => removeEventListener('resize', decide);
  }, [density, layout, zoom]);
  useLayoutEffect(() => {
    document.documentElement.style.setProperty('--zoom', String(zoom));
  }, [zoom]);
  useEffect(() => {
    document.documentElement.style.colorScheme = theme === 'light dark' ? '' : theme;
  }, [theme]);
}
