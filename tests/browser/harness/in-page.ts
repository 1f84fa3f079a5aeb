import type axeCore from 'axe-core';

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
  | { readonly ask: 'read'; readonly steps: readonly Step[] }
  | { readonly ask: 'aim'; readonly steps: readonly Step[] }
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

/** `why` says why an element cannot be clicked or focused (yet). */
export type Answer =
  | { readonly kind: 'elements'; readonly elements: readonly ElementFacts[] }
  | { readonly kind: 'point'; readonly x: number; readonly y: number }
  | { readonly kind: 'not-yet'; readonly why: string }
  | { readonly kind: 'done' }
  | { readonly kind: 'violations'; readonly violations: readonly AxeViolation[] }
  | { readonly kind: 'axe-missing' };

/** The parts of axe-core that compute roles and names; they are public but untyped. */
interface AxeCommons {
  setup(): void;
  teardown(): void;
  utils: { getNodeFromTree(element: Element): unknown };
  commons: {
    aria: { getRole(node: unknown): string | null };
    text: { accessibleTextVirtual(node: unknown): string };
    dom: { isVisibleToScreenReaders(node: unknown): boolean };
  };
}

/**
 * Runs in the page: finds elements by role and accessible name as axe-core computes them, so that one vocabulary serves
 * every surface of both browsers. It is sent as source: it must use nothing from outside itself.
 */
export async function answerInPage(question: Question): Promise<Answer> {
  const { axe } = globalThis as unknown as { axe?: typeof axeCore & AxeCommons };
  if (!axe) return { kind: 'axe-missing' };

  if (question.ask === 'axe') {
    // Colours that are still on their way are nobody's.
    const passing = document
      .getAnimations()
      .filter((animation) => animation.effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(passing.map((animation) => animation.finished));
    const { violations } = await axe.run(document, {
      resultTypes: ['violations'],
      ...(question.rules.length > 0 ? { runOnly: [...question.rules] } : {}),
    });
    return {
      kind: 'violations',
      violations: violations.map(({ id, help, nodes }) => ({ id, help, nodes: nodes.map((node) => node.html) })),
    };
  }

  const normal = (text: string) => text.replace(/\s+/g, ' ').trim();
  const matches = ({ text, mode, flags }: TextPattern, found: string): boolean => {
    switch (mode) {
      case 'part':
        return normal(found).toLowerCase().includes(normal(text).toLowerCase());
      case 'exact':
        return normal(found) === normal(text);
      case 'regex':
        return new RegExp(text, flags).test(normal(found));
    }
  };
  const textOf = (element: Element) =>
    element instanceof HTMLElement ? element.innerText : (element.textContent ?? '');
  const node = (element: Element) => axe.utils.getNodeFromTree(element);
  const isShown = (element: Element) => axe.commons.dom.isVisibleToScreenReaders(node(element));
  const roleOf = (element: Element) => axe.commons.aria.getRole(node(element));
  const nameOf = (element: Element) => axe.commons.text.accessibleTextVirtual(node(element));

  const narrow = (within: readonly Element[], step: Step): Element[] => {
    const below = (css: string) => [...new Set(within.flatMap((element) => [...element.querySelectorAll(css)]))];
    switch (step.by) {
      case 'role':
        return below('*').filter(
          (element) =>
            roleOf(element) === step.role && isShown(element) && (!step.name || matches(step.name, nameOf(element))),
        );
      case 'text': {
        const holders = below('body *').filter((element) => isShown(element) && matches(step.text, textOf(element)));
        return holders.filter((element) => !holders.some((other) => other !== element && element.contains(other)));
      }
      case 'css':
        return below(step.css);
      case 'has-text':
        return within.filter((element) => matches(step.text, textOf(element)));
      case 'nth': {
        const chosen = within.at(step.nth);
        return chosen ? [chosen] : [];
      }
    }
  };

  const onlyOne = (elements: readonly Element[]): { element: HTMLElement } | { why: string } => {
    const [element] = elements;
    if (!element) return { why: 'there is none' };
    if (elements.length > 1) return { why: `there are ${elements.length}` };
    if (element.matches(':disabled, [aria-disabled="true"]')) return { why: 'it is disabled' };
    return { element: element as HTMLElement };
  };

  const act = (elements: readonly Element[]): Answer => {
    switch (question.ask) {
      case 'read':
        return {
          kind: 'elements',
          elements: elements.map((element) => ({
            role: roleOf(element),
            name: normal(nameOf(element)),
            text: normal(textOf(element)),
            value: (element as HTMLInputElement).value,
            attributes: Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value])),
          })),
        };
      case 'aim': {
        const one = onlyOne(elements);
        if ('why' in one) return { kind: 'not-yet', why: one.why };
        one.element.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
        const box = one.element.getBoundingClientRect();
        const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
        const hit = document.elementFromPoint(x, y);
        if (!hit) return { kind: 'not-yet', why: 'it is out of sight' };
        if (!one.element.contains(hit)) return { kind: 'not-yet', why: `${hit.outerHTML.slice(0, 80)} covers it` };
        return { kind: 'point', x, y };
      }
      case 'focus': {
        const one = onlyOne(elements);
        if ('why' in one) return { kind: 'not-yet', why: one.why };
        one.element.focus();
        if (question.select && 'select' in one.element) (one.element as HTMLInputElement).select();
        return document.activeElement === one.element
          ? { kind: 'done' }
          : { kind: 'not-yet', why: 'it does not take focus' };
      }
    }
  };

  axe.setup();
  try {
    return act(question.steps.reduce<readonly Element[]>(narrow, [document.documentElement]));
  } finally {
    axe.teardown();
  }
}
