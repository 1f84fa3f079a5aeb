import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { moveInList } from '../model/list-keys.ts';
import type { MenuModel, OpenMenu } from '../model/menu-model.ts';
import '../styles/menu.css';
import { Icon } from './icon.tsx';
import { zoomAt } from './zoom.ts';
import './context-menu.css';

interface ContextMenuProps {
  readonly model: MenuModel;
  readonly open: OpenMenu;
}

const buttonsOf = (menu: HTMLElement | null): HTMLButtonElement[] => [...(menu?.querySelectorAll('button') ?? [])];

/** A menu at the pointer, or at the focused element. Keys as the ARIA Authoring Practices have them for menus. */
export function ContextMenu({ model, open }: ContextMenuProps) {
  const element = useRef<HTMLDivElement>(null);
  // Its switches change what it says.
  const [, again] = useState(0);
  const close = (focus: boolean): void => {
    model.menu.value = undefined;
    if (focus) open.back?.focus();
  };

  useLayoutEffect(() => {
    const menu = element.current;
    if (menu === null) return;
    if (!menu.matches(':popover-open')) menu.showPopover();
    const { width, height } = menu.getBoundingClientRect();
    // Its own px are larger where the text is.
    const zoom = zoomAt(menu);
    menu.style.left = `${Math.max(4, Math.min(open.x, innerWidth - width - 4)) / zoom}px`;
    menu.style.top = `${Math.max(4, Math.min(open.y, innerHeight - height - 4)) / zoom}px`;
    buttonsOf(menu)[0]?.focus();
  }, [open]);
  useEffect(() => {
    const outside = ({ target }: Event): void => {
      if (!(target instanceof Node && element.current?.contains(target))) model.menu.value = undefined;
    };
    const leave = (): void => {
      model.menu.value = undefined;
    };
    addEventListener('pointerdown', outside, true);
    addEventListener('blur', leave);
    addEventListener('resize', leave);
    return () => {
      removeEventListener('pointerdown', outside, true);
      removeEventListener('blur', leave);
      removeEventListener('resize', leave);
    };
  }, [model]);

  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault();
      close(true);
      return;
    }
    const buttons = buttonsOf(element.current);
    const at = buttons.findIndex((button) => button.matches(':focus'));
    const to = /^.$/u.test(event.key) ? byLetter(buttons, at, event.key) : around(event.key, at, buttons.length);
    if (to === undefined || event.key === ' ') return;
    event.preventDefault();
    buttons[to]?.focus();
  };

  return (
    <div
      class="menu context-menu"
      popover="manual"
      role="menu"
      aria-label={open.label}
      tabIndex={-1}
      ref={element}
      onKeyDown={onKeyDown}
      onContextMenu={(event) => event.preventDefault()}
    >
      {open.items().map(({ label, run, checked, apart }) => (
        <button
          key={label}
          type="button"
          {...(checked === undefined ? { role: 'menuitem' } : { role: 'menuitemcheckbox', 'aria-checked': checked })}
          class={apart === true ? 'apart' : undefined}
          tabIndex={-1}
          onClick={() => {
            if (checked === undefined) close(true);
            run();
            again((times) => times + 1);
          }}
        >
          <span class="menu-check">{checked === true && <Icon name="check" />}</span>
          {label}
        </button>
      ))}
    </div>
  );
}

/** Arrow keys go round. */
function around(key: string, at: number, count: number): number | undefined {
  if (key === 'ArrowDown' && at === count - 1) return 0;
  if (key === 'ArrowUp' && at <= 0) return count - 1;
  return moveInList(key, at, count, count);
}

/** The next item that begins with a letter. */
function byLetter(buttons: readonly HTMLButtonElement[], at: number, letter: string): number | undefined {
  const begins = (index: number): boolean =>
    buttons[index]?.textContent.trim().toLowerCase().startsWith(letter.toLowerCase()) === true;
  for (let step = 1; step <= buttons.length; step++) {
    const index = (at + step) % buttons.length;
    if (begins(index)) return index;
  }
  return undefined;
}
