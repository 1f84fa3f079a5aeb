import { useEffect, useState } from 'preact/hooks';
import { useWorld } from '../model/world.ts';

/** Whether this surface is about private windows; false until that is known. */
export function useIsPrivate(): boolean {
  const { host } = useWorld();
  const [isPrivate, set] = useState(false);
  useEffect(() => {
    void host.private?.then(set);
  }, [host]);
  return isPrivate;
}

/** Says that this surface is about private windows, and what that means. */
export function PrivateTag() {
  const { text } = useWorld();
  if (!useIsPrivate()) return null;
  return (
    <span class="tag" title={text.say('privateWhat')}>
      {text.say('private')}
    </span>
  );
}
