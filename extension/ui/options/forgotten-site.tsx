import { useState } from 'preact/hooks';
import type { SiteSettings } from '../../protocol/settings/settings.ts';
import type { WatchedSite } from '../../protocol/site-commands.ts';
import { whyFailed } from '../../trace/model/why-failed.ts';
import { useWorld } from '../model/world.ts';
import { Foreign } from '../parts/foreign.tsx';

/** A site that was forgotten, with what it had. */
export interface Forgotten {
  readonly watched: WatchedSite;
  readonly settings: SiteSettings;
}

interface ForgottenSiteProps {
  readonly forgotten: Forgotten;
  readonly onBack: () => void;
}

/** Says that a site was forgotten, and takes it back: the browser is asked for its permission again. */
export function ForgottenSite({ forgotten, onBack }: ForgottenSiteProps) {
  const { text, host } = useWorld();
  const { watched, settings } = forgotten;
  const { site, patterns } = watched;
  const [failed, setFailed] = useState('');
  const undo = async (): Promise<void> => {
    // First of all: a browser asks only right after a click.
    if (!(await host.requestPermission(patterns))) {
      setFailed(text.say('siteNotBack'));
      return;
    }
    await host.send('change-site', { site, change: settings });
    onBack();
  };
  return (
    <p class={`notice ${failed === '' ? 'good' : 'bad'}`} role="status">
      <Foreign text={failed === '' ? text.say('siteForgotten', site) : failed} />{' '}
      <button type="button" class="small" onClick={() => void undo().catch((reason) => setFailed(whyFailed(reason)))}>
        {text.say('undo')}
      </button>
    </p>
  );
}
