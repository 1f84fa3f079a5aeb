import { code, phrase } from '../../trace/words/phrase.ts';
import { attempt } from '../model/attempt.ts';
import { useInspector } from '../model/inspector-context.ts';
import { Say } from '../parts/say.tsx';
import { useJarEditor } from './jar-editor-context.ts';

/** Shown for an empty list: why it is empty, and the next step. */
export function JarEmpty() {
  const { text, jarFilter, jar, tab, actions } = useInspector();
  const { rows, lines, site, watched } = useJarEditor();
  if (rows.value === undefined) {
    return jar.error.value === undefined ? <p class="jar-note dim">{text.say('jarReading')}</p> : null;
  }
  if (lines.value.length > 0) return null;
  if (rows.value.length > 0) {
    return (
      <div class="jar-note">
        <p>{text.say('jarNoneFound', text.number(rows.value.length))}</p>
        <button
          type="button"
          onClick={() => {
            jarFilter.value = '';
          }}
        >
          {text.say('clearFilter')}
        </button>
      </div>
    );
  }
  // What must be asked for is known of the tab's own site alone.
  const status = tab.status.value;
  const here = status?.access === 'missing' && status.site === site.value;
  const host = code(site.value ?? '');
  return (
    <div class="jar-note">
      <p>
        <Say phrase={phrase(watched.value === false ? 'jarUnwatched' : 'jarEmpty', host)} />
      </p>
      {watched.value === false && here && (
        <p class="actions">
          <button type="button" class="primary" onClick={() => void attempt(actions, () => tab.grant())}>
            {text.say('watchSite', site.value ?? '')}
          </button>
        </p>
      )}
    </div>
  );
}
