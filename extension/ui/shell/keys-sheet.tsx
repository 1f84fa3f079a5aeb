import { useEffect, useRef } from 'preact/hooks';
import type { MessageKey } from '../../trace/words/message-key.ts';
import { useWorld } from '../model/world.ts';

/** All keyboard shortcuts. */
const keys: readonly { readonly keys: readonly string[]; readonly what: MessageKey }[] = [
  { keys: ['/'], what: 'keyFilter' },
  { keys: ['↑', '↓'], what: 'keyRows' },
  { keys: ['Page Up', 'Page Down'], what: 'keyPages' },
  { keys: ['Home', 'End'], what: 'keyEnds' },
  { keys: ['[', ']'], what: 'keySessions' },
  { keys: ['Enter'], what: 'keyOpen' },
  { keys: ['Esc'], what: 'keyClose' },
  { keys: ['Space', 'Ctrl+A'], what: 'keyMark' },
  { keys: ['Delete'], what: 'keyDelete' },
  { keys: ['?'], what: 'keyHelp' },
];

/** The dialog of keyboard shortcuts; `?` opens it. */
export function KeysSheet({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const { text } = useWorld();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (element === null) return;
    if (open) element.showModal();
    else element.close();
    // A click on the backdrop closes it; Escape is built in.
    const onClick = (event: MouseEvent): void => {
      if (event.target === element) onClose();
    };
    element.addEventListener('click', onClick);
    return () => element.removeEventListener('click', onClick);
  }, [open, onClose]);
  return (
    <dialog ref={dialog} class="sheet" aria-labelledby="keys-title" onClose={onClose}>
      <div class="sheet-body">
        <h2 id="keys-title">{text.say('keysTitle')}</h2>
        <dl class="keys">
          {keys.map(({ keys: names, what }) => (
            <div key={what}>
              <dt>
                {names.map((name) => (
                  <kbd key={name}>{name}</kbd>
                ))}
              </dt>
              <dd>{text.say(what)}</dd>
            </div>
          ))}
        </dl>
        <h3>{text.say('filterLabel')}</h3>
        <p class="dim">{text.say('filterHelp')}</p>
        <button type="button" class="primary" onClick={onClose}>
          {text.say('close')}
        </button>
      </div>
    </dialog>
  );
}
