import type { Text } from '../../trace/words/text.ts';
import { explanationOf } from '../words/explained.ts';
import '../styles/term-bubble.css';

const bubbleId = 'term-bubble';

/** Between the bubble and the edge of the page, in px. */
const edge = 8;

/** One bubble for all words of a page. It is drawn without Preact: it stands outside of what Preact draws. */
class TermBubble {
  readonly #text: Text;
  readonly element = document.createElement('div');
  /** The word that is explained now. */
  #word: Element | undefined;

  constructor(text: Text) {
    this.#text = text;
    this.element.id = bubbleId;
    this.element.className = 'term-bubble';
    this.element.role = 'tooltip';
    this.element.popover = 'manual';
  }

  get word(): Element | undefined {
    return this.#word;
  }

  show(word: Element): void {
    const explained = explanationOf(word instanceof HTMLElement ? word.dataset['term'] : undefined);
    if (explained === undefined || word === this.#word || !word.isConnected) return;
    this.hide();
    const { word: name, meaning } = explained;
    const heading = document.createElement('b');
    heading.textContent = this.#text.say(name);
    this.element.replaceChildren(heading, ` ${this.#text.say(meaning)}`);
    // In the page's main part, which screen readers know by its role; it may have been drawn again since.
    (document.querySelector('main') ?? document.body).append(this.element);
    this.element.showPopover();
    this.#place(word.getBoundingClientRect());
    word.setAttribute('aria-describedby', bubbleId);
    this.#word = word;
  }

  hide(): void {
    this.#word?.removeAttribute('aria-describedby');
    this.#word = undefined;
    if (this.element.matches(':popover-open')) this.element.hidePopover();
  }

  /** Below the word, or above it where there is more room; touching it, so that the pointer can go over. */
  #place({ left, top, bottom }: DOMRect): void {
    const { offsetWidth, offsetHeight, style } = this.element;
    const below = innerHeight - bottom;
    const y = below >= offsetHeight || below >= top ? bottom : top - offsetHeight;
    style.left = `${Math.max(edge, Math.min(left, innerWidth - offsetWidth - edge))}px`;
    style.top = `${Math.max(0, Math.min(y, innerHeight - offsetHeight))}px`;
  }
}

function wordAt(target: EventTarget | null): Element | undefined {
  return target instanceof Element ? (target.closest('.term') ?? undefined) : undefined;
}

/**
 * Explains the words of this page, by hover, focus, tap and Escape, until the signal aborts.
 *
 * @param first the word that woke it
 */
export function followTerms(text: Text, signal: AbortSignal, first: Element): void {
  const bubble = new TermBubble(text);
  const show = ({ target }: Event): void => {
    const word = wordAt(target);
    if (word !== undefined) bubble.show(word);
  };
  const leave = ({ relatedTarget }: PointerEvent | FocusEvent): void => {
    if (bubble.word === undefined) return;
    const next = relatedTarget instanceof Node ? relatedTarget : null;
    // The pointer may rest on the bubble; the word may keep the focus while the pointer passes by.
    if (bubble.element.contains(next) || bubble.word.contains(next) || bubble.word === document.activeElement) return;
    bubble.hide();
  };
  addEventListener('pointerover', show, { signal });
  addEventListener('focusin', show, { signal });
  addEventListener('pointerout', leave, { signal });
  addEventListener('focusout', () => bubble.hide(), { signal });
  addEventListener(
    'click',
    ({ target }) => {
      const word = wordAt(target);
      if (word !== undefined) bubble.show(word);
      else if (!bubble.element.contains(target as Node)) bubble.hide();
    },
    { signal },
  );
  addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Escape' || bubble.word === undefined) return;
      // Escape closes one thing at a time: the bubble, and then what lies below it.
      event.stopPropagation();
      event.preventDefault();
      bubble.hide();
    },
    { signal, capture: true },
  );
  // What the bubble points at moves away then.
  addEventListener('scroll', () => bubble.hide(), { signal, capture: true });
  addEventListener('resize', () => bubble.hide(), { signal });
  signal.addEventListener('abort', () => bubble.element.remove(), { once: true });
  if (first.matches(':hover, :focus')) bubble.show(first);
}
