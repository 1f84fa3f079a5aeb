import { useInspector } from '../model/inspector-context.ts';
import { Foreign } from '../parts/foreign.tsx';

/** Says in every view that a file is shown instead of the recording, with a button to go back. */
export function FileBanner() {
  const { text, files } = useInspector();
  const file = files.opened.value;
  if (file === undefined) return null;
  return (
    <div class="banner" role="status">
      <span class="wrap">
        {file.isSample ? (
          text.say('sampleShown')
        ) : (
          <>
            {text.say('fileShown')}{' '}
            <b>
              <Foreign text={file.name} />
            </b>
          </>
        )}
      </span>
      <button type="button" class="small" onClick={() => files.close()}>
        {text.say('fileClose')}
      </button>
    </div>
  );
}
