import { useRef } from 'preact/hooks';

/** A finger that rests this long asks for a menu; ms. */
const LONG = 500;
/** A finger that moves farther scrolls; px. */
const NEAR = 10;

interface LongPress {
  readonly onPointerDown: (event: PointerEvent) => void;
  readonly onPointerMove: (event: PointerEvent) => void;
  readonly onPointerUp: () => void;
  readonly onPointerCancel: () => void;
  /** Keeps the focus in the menu: at its end a touch is reported as a mouse, too. */
  readonly onMouseDown: (event: MouseEvent) => void;
  /** Swallows the click that ends a long press. */
  readonly onClickCapture: (event: MouseEvent) => void;
}

/** Calls `open` after a long press: browsers without a touch screen of their own make no contextmenu event of it. */
export function useLongPress(open: (event: PointerEvent) => void): LongPress {
  const state = useRef<{ x: number; y: number; timer: ReturnType<typeof setTimeout> } | undefined>(undefined);
  const pressed = useRef(false);
  const leave = (): void => {
    clearTimeout(state.current?.timer);
    state.current = undefined;
  };
  return {
    onPointerDown: (event) => {
      leave();
      pressed.current = false;
      if (event.pointerType !== 'touch') return;
      const timer = setTimeout(() => {
        pressed.current = true;
        open(event);
      }, LONG);
      state.current = { x: event.clientX, y: event.clientY, timer };
    },
    onPointerMove: ({ clientX, clientY }) => {
      const from = state.current;
      if (from !== undefined && Math.hypot(clientX - from.x, clientY - from.y) > NEAR) leave();
    },
    onPointerUp: leave,
    onPointerCancel: leave,
    onMouseDown: (event) => {
      if (pressed.current) event.preventDefault();
    },
    onClickCapture: (event) => {
      if (!pressed.current) return;
      pressed.current = false;
      event.stopPropagation();
      event.preventDefault();
    },
  };
}
