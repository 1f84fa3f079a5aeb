import { useEffect, useState } from 'preact/hooks';
import { fileNoticePhrases } from '../../trace/words/file-notice-words.ts';
import { useInspector } from '../model/inspector-context.ts';
import { FilePick } from '../parts/file-pick.tsx';
import { SayAll } from '../parts/say.tsx';
import '../styles/forms.css';
import '../styles/files.css';
import { CompareCard } from './compare-card.tsx';
import { ReadingState, tracesAndHars, useFileReader } from './file-reader.tsx';
import { SaveCard } from './save-card.tsx';

/** Opens, saves and compares traces. */
export function FilesView() {
  return (
    <div class="files">
      <OpenCard />
      <SaveCard />
      <CompareCard />
    </div>
  );
}

function OpenCard() {
  const { text, files, dropped } = useInspector();
  const reader = useFileReader((file) => files.open(file));
  const [over, setOver] = useState(false);
  const file = dropped.value;
  useEffect(() => {
    if (file === undefined) return;
    dropped.value = undefined;
    void reader.read(file);
  }, [file]);

  return (
    <section
      class={over ? 'card file-drop over' : 'card file-drop'}
      aria-labelledby="open-title"
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        void reader.read(event.dataTransfer?.files[0]);
      }}
    >
      <h2 id="open-title">{text.say('fileOpen')}</h2>
      <p class="dim">{text.say('fileOpenWhat')}</p>
      <FilePick
        label={text.say('fileChoose')}
        accept={tracesAndHars}
        disabled={reader.reading.kind === 'reading'}
        field={reader.input}
        onPick={(file) => void reader.read(file)}
      />
      <ReadingState reader={reader} />
      <ul class="file-notices">
        {files.opened.value?.notices.map((notice) => (
          <li key={JSON.stringify(notice)}>
            <SayAll phrases={fileNoticePhrases(notice)} />
          </li>
        ))}
      </ul>
    </section>
  );
}
