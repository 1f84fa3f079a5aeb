import { type IconName, iconPaths } from '../words/icon-paths.ts';

/** A decorative icon, hidden from screen readers: text beside it says the same. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={iconPaths[name]} />
    </svg>
  );
}
