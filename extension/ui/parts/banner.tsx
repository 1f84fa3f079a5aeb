import { useInspector } from '../inspector-context.ts';
import { Icon } from './icon.tsx';

/** Says above the table what the rows alone do not: that recording is paused, or that this site is not watched. */
export function Banner() {
  const { text, trace, tab, setRecording, listRevision, rows } = useInspector();
  void listRevision.value;
  if (rows().length === 0) return null;
  if (!trace.trace().recording) {
    return (
      <div class="banner">
        <Icon name="pause" />
        <span>{text.say('bannerPaused')}</span>
        <button type="button" class="small" onClick={() => void setRecording(true)}>
          {text.say('resume')}
        </button>
      </div>
    );
  }
  const status = tab.status.value;
  if (status?.access !== 'missing') return null;
  return (
    <div class="banner">
      <Icon name="eye" />
      <span>{text.say('bannerNotWatched', status.site ?? '')}</span>
      <button type="button" class="small" onClick={() => void tab.grant()}>
        {text.say('watchSite', status.site ?? '')}
      </button>
    </div>
  );
}
