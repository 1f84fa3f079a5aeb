import { type Signal, signal } from '@preact/signals-core';

/** One entry of a context menu. */
export interface MenuItem {
  readonly label: string;
  readonly run: () => void;
  /** It is a switch, and this is its state: the menu stays open when it is used. */
  readonly checked?: boolean;
  /** A line stands above it. */
  readonly apart?: true;
}

/** Where a menu opens, in px of the window, and what gets the focus when it closes. */
export interface MenuPlace {
  readonly x: number;
  readonly y: number;
  readonly back: HTMLElement | null;
}

/** An open context menu. */
export interface OpenMenu extends MenuPlace {
  /** Its accessible name. */
  readonly label: string;
  /** Called again after a switch was used. */
  readonly items: () => readonly MenuItem[];
}

/** The context menu of a surface: at most one is open. */
export interface MenuModel {
  readonly menu: Signal<OpenMenu | undefined>;
  /** Whether what is copied has masks in place of its secrets. */
  readonly masksCopies: Signal<boolean>;
}

export function createMenuModel(): MenuModel {
  return { menu: signal(undefined), masksCopies: signal(true) };
}

/** Where a menu of an element opens: at the pointer, or below the element's start for a key. */
export function menuPlaceOf(event: MouseEvent | KeyboardEvent, element: HTMLElement): MenuPlace {
  // The browser gives a key's event a place of its own choice, or none.
  const byPointer = event instanceof MouseEvent && (event.button === 2 || event.type === 'pointerdown');
  if (byPointer) return { x: event.clientX, y: event.clientY, back: element };
  const { left, bottom } = element.getBoundingClientRect();
  return { x: left + 24, y: bottom, back: element };
}

/** Whether a key opens the context menu. */
export function isMenuKey({ key, shiftKey }: KeyboardEvent): boolean {
  return key === 'ContextMenu' || (key === 'F10' && shiftKey);
}
