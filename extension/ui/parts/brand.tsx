import { useWorld } from '../model/world.ts';

/** The logo and the name. */
export function Brand() {
  const { text } = useWorld();
  return (
    <h1 class="brand">
      <svg viewBox="0 0 20 20" aria-hidden="true">
        <path class="trail-a" d="M3 15.5C3 10 9 13 9 8" />
        <circle class="trail-a" cx="3" cy="16" r="2" />
        <path class="trail-b" d="M12 11.5c0-4.5 5-2 5-7" />
        <circle class="trail-b" cx="17" cy="4" r="2" />
      </svg>
      <span>{text.say('brand')}</span>
    </h1>
  );
}
