import type { Ref } from 'preact';
import { useWorld } from '../model/world.ts';

interface FilePickProps {
  /** What is chosen, for screen readers. */
  readonly label: string;
  /** The `accept` of the field; absent: every file. */
  readonly accept?: string;
  readonly disabled?: boolean;
  readonly field?: Ref<HTMLInputElement>;
  readonly onPick: (file: File | undefined) => void;
}

/** Chooses a file. The field itself is not shown: its words are in the browser's language, whatever was chosen here. */
export function FilePick({ label, accept = '', disabled = false, field = null, onPick }: FilePickProps) {
  const { text } = useWorld();
  return (
    <label class="file-pick">
      <span class="sr-only">{label}</span>
      <input
        ref={field}
        type="file"
        class="sr-only"
        accept={accept}
        disabled={disabled}
        onChange={(event) => onPick(event.currentTarget.files?.[0])}
      />
      <span class="file-button" aria-hidden="true">
        {text.say('filePick')}
      </span>
    </label>
  );
}
