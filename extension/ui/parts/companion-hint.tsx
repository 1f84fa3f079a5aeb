import { useWorld } from '../model/world.ts';

/** The default address of the companion server. */
const companionUrl = 'http://localhost:3000/';

/** How to start the companion, and its address. */
export function CompanionHint() {
  const { text } = useWorld();
  return (
    <p class="dim">
      {text.say('emptyCompanion')}{' '}
      <a href={companionUrl} target="_blank" rel="noreferrer">
        {companionUrl}
      </a>
    </p>
  );
}
