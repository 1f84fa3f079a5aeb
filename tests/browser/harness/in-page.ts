import type axeCore from 'axe-core';
import { computeAccessibleName, getRole } from 'dom-accessibility-api';

/** Text to look for: a part of it whatever its case, the whole of it (`exact`), or a regular expression. */
export interface TextPattern {
  readonly text: string;
  readonly mode: 'part' | 'exact' | 'regex';
  readonly flags?: string;
}

/** One narrowing of what a locator means, from the outside in. */
export type Step =
  | { readonly by: 'role'; readonly role: string; readonly name?: TextPattern }
  | { readonly by: 'text'; readonly text: TextPattern }
  | { readonly by: 'css'; readonly css: string }
  | { readonly by: 'has-text'; readonly text: TextPattern }
  | { readonly by: 'nth'; readonly nth: number };

export type Question =
  | { readonly ask: 'count'; readonly steps: readonly Step[] }
  | { readonly ask: 'read'; readonly steps: readonly Step[] }
  | { readonly ask: 'aim'; readonly steps: readonly Step[] }
  | { readonly ask: 'landed' }
  | { readonly ask: 'focus'; readonly steps: readonly Step[]; readonly select: boolean }
  | { readonly ask: 'axe'; readonly rules: readonly string[] };

/** What is read of an element. */
export interface ElementFacts {
  readonly role: string | null;
  readonly name: string;
  readonly text: string;
  readonly value: string | undefined;
  readonly attributes: Readonly<Record<string, string>>;
}

export interface AxeViolation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly string[];
}

/**
 * Where a click landed: on the element aimed at, nowhere in this document, or on something else (its HTML). `replaced`:
 * the button went down on the element and came up on something else. `gone`: the document that was clicked is.
 */
export type Landing =
  | { readonly at: 'target' | 'nowhere' | 'gone' }
  | { readonly at: 'elsewhere' | 'replaced'; readonly html: string };

/** `why` says why an element cannot be clicked or focused (yet). `hidden`: nobody sees the document at all. */
export type Answer =
  | { readonly kind: 'count'; readonly count: number }
  | { readonly kind: 'elements'; readonly elements: readonly ElementFacts[] }
  | { readonly kind: 'point'; readonly x: number; readonly y: number }
  | { readonly kind: 'landed'; readonly where: Landing }
  | { readonly kind: 'not-yet'; readonly why: string }
  | { readonly kind: 'hidden' }
  | { readonly kind: 'done' }
  | { readonly kind: 'violations'; readonly violations: readonly AxeViolation[] };

/**
 * Answers a question about the document. This file is bundled and runs in the page. It finds elements by role and
 * accessible name, as the ARIA specifications compute them, so the same calls work on every surface of both browsers.
 * It looks at candidates alone: a tree of the whole page at each question would cost more than the test.
 */
export async function answer(question: Question): Promise<Answer> {
  switch (question.ask) {
    case 'axe':
      return violations(question.rules);
    case 'count':
      return { kind: 'count', count: find(question.steps).length };
    case 'read':
      return { kind: 'elements', elements: find(question.steps).map(factsOf) };
    case 'aim':
      return aim(question.steps);
    case 'landed':
      return { kind: 'landed', where: landing() };
    case 'focus':
      return focus(question.steps, question.select);
  }
}

/** axe-core has to be in the page before. */
async function violations(rules: readonly string[]): Promise<Answer> {
  const { axe } = globalThis as unknown as { axe: typeof axeCore };
  // Colours that are still on their way are nobody's.
  const passing = document
    .getAnimations()
    .filter((animation) => animation.effect?.getComputedTiming().endTime !== Infinity);
  await Promise.allSettled(passing.map((animation) => animation.finished));
  const found = await axe.run(document, {
    resultTypes: ['violations'],
    // Nobody reads them.
    selectors: false,
    ...(rules.length > 0 ? { runOnly: [...rules] } : {}),
  });
  return {
    kind: 'violations',
    violations: found.violations.map(({ id, help, nodes }) => ({ id, help, nodes: nodes.map((node) => node.html) })),
  };
}

function find(steps: readonly Step[]): readonly Element[] {
  return steps.reduce<readonly Element[]>(narrow, [document.documentElement]);
}

function narrow(within: readonly Element[], step: Step): readonly Element[] {
  const below = (css: string) => [...new Set(within.flatMap((element) => [...element.querySelectorAll(css)]))];
  switch (step.by) {
    case 'role':
      return below('*').filter(
        (element) =>
          roleOf(element) === step.role && isShown(element) && (!step.name || matches(step.name, nameOf(element))),
      );
    case 'text':
      return [...new Set(within.flatMap((element) => innermost(element, step.text)))];
    case 'css':
      return below(step.css);
    case 'has-text':
      return within.filter((element) => matches(step.text, textOf(element)));
    case 'nth': {
      const chosen = within.at(step.nth);
      return chosen ? [chosen] : [];
    }
  }
}

/** The elements below this one that hold the text, but for those that hold another one that does. */
function innermost(element: Element, text: TextPattern): Element[] {
  return [...element.children].flatMap((child) => {
    if (!mayHold(child, text)) return [];
    const deeper = innermost(child, text);
    if (deeper.length > 0) return deeper;
    return child.closest('body') !== child && isShown(child) && matches(text, textOf(child)) ? [child] : [];
  });
}

/** Rendered text costs a layout. What the source lacks, white space and case apart, is not rendered either. */
function mayHold(element: Element, { text, mode }: TextPattern): boolean {
  const squeezed = (whole: string) => whole.replace(/\s+/g, '').toLowerCase();
  return mode === 'regex' || squeezed(element.textContent ?? '').includes(squeezed(text));
}

function matches({ text, mode, flags }: TextPattern, found: string): boolean {
  switch (mode) {
    case 'part':
      return normal(found).toLowerCase().includes(normal(text).toLowerCase());
    case 'exact':
      return normal(found) === normal(text);
    case 'regex':
      return new RegExp(text, flags).test(normal(found));
  }
}

const normal = (text: string): string => text.replace(/\s+/g, ' ').trim();

const textOf = (element: Element): string =>
  element instanceof HTMLElement ? element.innerText : (element.textContent ?? '');

const nameOf = (element: Element): string => normal(computeAccessibleName(element));

function roleOf(element: Element): string | null {
  const role = getRole(element);
  return role === 'columnheader' && element.getAttribute('scope') === 'row' ? 'rowheader' : role;
}

/** Whether assistive technology sees it. */
function isShown(element: Element): boolean {
  if (element.closest('[aria-hidden="true"], [inert]')) return false;
  // An element without a box of its own is seen by its content.
  const boxed = getComputedStyle(element).display === 'contents' ? element.parentElement : element;
  return boxed?.checkVisibility({ visibilityProperty: true }) ?? false;
}

function factsOf(element: Element): ElementFacts {
  return {
    role: roleOf(element),
    name: nameOf(element),
    text: normal(textOf(element)),
    value: (element as HTMLInputElement).value,
    attributes: Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value])),
  };
}

function onlyOne(steps: readonly Step[]): { element: HTMLElement } | { why: string } {
  const elements = find(steps);
  const [element] = elements;
  if (!element) return { why: 'there is none' };
  if (elements.length > 1) return { why: `there are ${elements.length}` };
  if (element.matches(':disabled, [aria-disabled="true"]')) return { why: 'it is disabled' };
  return { element: element as HTMLElement };
}

/** Where to click, once the element has stood still for a frame: what still moves would be missed. */
async function aim(steps: readonly Step[]): Promise<Answer> {
  if (document.hidden) return { kind: 'hidden' };
  const one = onlyOne(steps);
  if ('why' in one) return { kind: 'not-yet', why: one.why };
  one.element.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
  const before = one.element.getBoundingClientRect();
  await (IN_POPUP ? fitted() : nextFrame());
  const again = onlyOne(steps);
  if ('why' in again) return { kind: 'not-yet', why: again.why };
  if (again.element !== one.element) return { kind: 'not-yet', why: 'it was replaced' };
  const box = one.element.getBoundingClientRect();
  if (['x', 'y', 'width', 'height'].some((side) => box[side as 'x'] !== before[side as 'x'])) {
    return { kind: 'not-yet', why: `it moves: ${JSON.stringify(box)}` };
  }
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const hit = document.elementFromPoint(x, y);
  if (!hit) return { kind: 'not-yet', why: 'it is out of sight' };
  if (!one.element.contains(hit)) return { kind: 'not-yet', why: `${hit.outerHTML.slice(0, 80)} covers it` };
  listenForClick(one.element);
  return { kind: 'point', x, y };
}

const IN_POPUP = location.pathname.endsWith('/popup.html');

/** Firefox fits a popup to its content 100 ms after that has changed: what was scrolled to then lies elsewhere. */
function fitted(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 250));
}

/** Firefox draws no frames of a surface that another one has just covered. */
function nextFrame(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => resolve());
    setTimeout(resolve, 100);
  });
}

interface AimedClick {
  readonly element: Element;
  readonly hits: Map<string, Element>;
}

let aimed: AimedClick | undefined;

function listenForClick(element: Element): void {
  const click: AimedClick = { element, hits: new Map() };
  aimed = click;
  for (const kind of ['mousedown', 'click']) {
    const note = (event: Event) => {
      if (event.isTrusted && event.target instanceof Element) click.hits.set(kind, event.target);
    };
    window.addEventListener(kind, note, { capture: true, once: true });
  }
}

function landing(): Landing {
  if (!aimed) return { at: 'gone' };
  const { element, hits } = aimed;
  const [down, click] = [hits.get('mousedown'), hits.get('click')];
  if (!down) return { at: 'nowhere' };
  const html = (hit: Element) => hit.outerHTML.slice(0, 120);
  if (!element.contains(down)) return { at: 'elsewhere', html: html(down) };
  return click && element.contains(click) ? { at: 'target' } : { at: 'replaced', html: click ? html(click) : '' };
}

function focus(steps: readonly Step[], select: boolean): Answer {
  const one = onlyOne(steps);
  if ('why' in one) return { kind: 'not-yet', why: one.why };
  one.element.focus();
  if (select && 'select' in one.element) (one.element as HTMLInputElement).select();
  return document.activeElement === one.element ? { kind: 'done' } : { kind: 'not-yet', why: 'it does not take focus' };
}
