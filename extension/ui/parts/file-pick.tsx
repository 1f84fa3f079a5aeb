import type { Ref } from 'preact';
import { useWorld } from '../model/world.ts';

interface FilePickProps {
  /** What is chosen, for screen readers. */
  readonly label: string;
  /** The `accept` of the field; absent: every file. */
  readonly accept?: string;
  readonly disabled?: boolean;
  readonly multiple?: boolean;
  readonly field?: Ref<HTMLInputElement>;
  readonly onPick: (...files: File[]) => void;
}

/** Chooses a file. The field itself is not shown: its words are in the browser's language, whatever was chosen here. */
export function FilePick({ label, accept = '', field = null, onPick, ...more }: FilePickProps) {
  const { text } = useWorld();
  return (
    <label class="file-pick">
      <span class="sr-only">{label}</span>
      <input
        ref={field}
        type="file"
        class="sr-only"
        accept={accept}
        {...more}
        onChange={(event) => onPick(...(event.currentTarget.files ?? []))}
      />
      <span class="file-button" aria-hidden="true">
        {text.say('filePick')}
      </span>
    </label>
  );
}
