import { code, phrase } from '../../trace/words/phrase.ts';
import { useInspector } from '../model/inspector-context.ts';
import { Icon } from '../parts/icon.tsx';
import { Say } from '../parts/say.tsx';
import { useJarEditor } from './jar-editor-context.ts';

/** While a file is shown: says that these are the browser's current cookies and that changes are real. */
export function LiveNote() {
  const { files } = useInspector();
  const { site } = useJarEditor();
  const file = files.opened.value;
  if (file === undefined) return null;
  return (
    <p class="jar-live" role="note">
      <Icon name="record" />
      <span>
        <Say phrase={phrase('jarLive', code(site.value ?? ''), code(file.name))} />
      </span>
    </p>
  );
}
