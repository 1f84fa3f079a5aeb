import { useWorld } from '../model/world.ts';
import { Icon } from './icon.tsx';
import { useIsPrivate } from './private-tag.tsx';

/**
 * Opens the inspector in a tab of its own. Chrome shows no page of an extension in an incognito window, and a page of an
 * ordinary one shows nothing private.
 */
export function OpenTabButton() {
  const { text, host } = useWorld();
  const isPrivate = useIsPrivate();
  if (host.surface === 'tab' || (isPrivate && host.browser === 'chrome')) return null;
  return (
    <button
      type="button"
      class="bare"
      title={text.say('openTab')}
      aria-label={text.say('openTab')}
      onClick={() => host.openTab()}
    >
      <Icon name="window" />
    </button>
  );
}
