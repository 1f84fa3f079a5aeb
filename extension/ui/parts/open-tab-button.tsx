import { useWorld } from '../model/world.ts';
import { Icon } from './icon.tsx';
import { useIsPrivate } from './private-tag.tsx';

/**
 * Opens the inspector in a tab of its own. Chrome shows no page of an extension in an incognito window, and a page of an
 * ordinary one shows nothing private.
 *
 * @param worded its name instead of an icon, as in a menu
 */
export function OpenTabButton({ worded = false }: { readonly worded?: boolean }) {
  const { text, host } = useWorld();
  const isPrivate = useIsPrivate();
  if (host.surface === 'tab' || (isPrivate && host.browser === 'chrome')) return null;
  if (worded) {
    return (
      <button type="button" onClick={() => host.openTab()}>
        {text.say('openTab')}
      </button>
    );
  }
  return (
    <button
      type="button"
      class="bare open-tab"
      title={text.say('openTab')}
      aria-label={text.say('openTab')}
      onClick={() => host.openTab()}
    >
      <Icon name="window" />
    </button>
  );
}
