import { type IconName, iconPaths } from '../words/icon-paths.ts';

/** A drawing beside words that say the same; screen readers pass over it. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={iconPaths[name]} />
    </svg>
  );
}
