import { useEffect, useLayoutEffect } from 'preact/hooks';
import { useInspector } from '../model/inspector-context.ts';

// Docked at the bottom of a window, or in a narrow sidebar.
const smallWindow = '(height < 480px), (width < 480px)';

/** Keeps the density and the theme as the user chose them; without a choice a small window is compact. */
export function useDensity(): void {
  const { layout } = useInspector();
  const density = layout.density.value;
  const theme = layout.theme.value;
  // Before the first paint, so that no row changes its height.
  useLayoutEffect(() => {
    const small = matchMedia(smallWindow);
    const decide = (): void => {
      layout.compact.value = density === 'compact' || (density === 'auto' && small.matches);
    };
    decide();
    small.addEventListener('change', decide);
    return () => small.removeEventListener('change', decide);
  }, [density, layout]);
  useEffect(() => {
    document.documentElement.style.colorScheme = theme === 'light dark' ? '' : theme;
  }, [theme]);
}
