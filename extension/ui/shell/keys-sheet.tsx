import { useEffect, useRef } from 'preact/hooks';
import type { MessageKey } from '../../trace/words/message-key.ts';
import { useInspector } from '../model/inspector-context.ts';
import { Icon } from '../parts/icon.tsx';
import '../styles/sheet.css';
import { keepFocus } from '../parts/kept-focus.ts';

/** A key by what is printed on it: a sign of its own, or a name that differs between languages. */
type KeyCap = { readonly sign: string } | { readonly name: MessageKey };

/** All keyboard shortcuts. */
const keys: readonly { readonly keys: readonly KeyCap[]; readonly what: MessageKey }[] = [
  { keys: [{ sign: '/' }], what: 'keyFilter' },
  { keys: [{ sign: '↑' }, { sign: '↓' }], what: 'keyRows' },
  { keys: [{ name: 'keyCapPageUp' }, { name: 'keyCapPageDown' }], what: 'keyPages' },
  { keys: [{ name: 'keyCapHome' }, { name: 'keyCapEnd' }], what: 'keyEnds' },
  { keys: [{ sign: '[' }, { sign: ']' }], what: 'keySessions' },
  { keys: [{ name: 'keyCapEnter' }], what: 'keyOpen' },
  { keys: [{ name: 'keyCapEscape' }], what: 'keyClose' },
  { keys: [{ name: 'keyCapSpace' }, { name: 'keyCapControlA' }], what: 'keyMark' },
  { keys: [{ name: 'keyCapDelete' }], what: 'keyDelete' },
  { keys: [{ name: 'keyCapF2' }], what: 'keyEditValue' },
  { keys: [{ name: 'keyCapShiftArrows' }], what: 'keySelectRows' },
  { keys: [{ name: 'keyCapShiftSideways' }], what: 'keyMoveColumn' },
  { keys: [{ sign: '←' }, { sign: '→' }], what: 'keyMoveRange' },
  { keys: [{ name: 'keyCapShiftF10' }], what: 'keyMenu' },
  { keys: [{ sign: '?' }], what: 'keyHelp' },
];

/** The dialog of keyboard shortcuts; `?` opens it. */
export function KeysSheet({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const { text, ends } = useInspector();
  const dialog = useRef<HTMLDialogElement>(null);
  // What serves whoever uses keys comes with their list: neither is needed in the first frame.
  useEffect(() => keepFocus(ends), [ends]);
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
        {/* Above the list: the dialog begins with what has the focus, and a low window would show the end of the list. */}
        <div class="pair">
          <h2 id="keys-title">{text.say('keysTitle')}</h2>
          <span class="grow" />
          <button type="button" class="bare" aria-label={text.say('close')} onClick={onClose}>
            <Icon name="cross" />
          </button>
        </div>
        <dl class="keys">
          {keys.map(({ keys: names, what }) => (
            <div key={what}>
              <dt>
                {names.map((cap) => {
                  const printed = 'sign' in cap ? cap.sign : text.say(cap.name);
                  return <kbd key={printed}>{printed}</kbd>;
                })}
              </dt>
              <dd>{text.say(what)}</dd>
            </div>
          ))}
        </dl>
        <h3>{text.say('filterLabel')}</h3>
        <p class="dim">{text.say('filterHelp')}</p>
      </div>
    </dialog>
  );
}
