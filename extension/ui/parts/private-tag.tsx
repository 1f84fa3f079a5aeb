import { useEffect, useState } from 'preact/hooks';
import { useWorld } from '../model/world.ts';

/** Says that this surface is about private windows, and what that means. */
export function PrivateTag() {
  const { text, host } = useWorld();
  const [shown, show] = useState(false);
  useEffect(() => {
    void host.private?.then(show);
  }, [host]);
  if (!shown) return null;
  return (
    <span class="tag" title={text.say('privateWhat')}>
      {text.say('private')}
    </span>
  );
}
