/**
 * In a page: all texts that it shows, and those that it gives to screen readers and as tooltips.
 *
 * It runs in pages of every kind and uses nothing from outside itself.
 */
export function shownTexts(): string[] {
  const spoken = [
    'aria-label',
    'aria-description',
    'aria-roledescription',
    'aria-valuetext',
    'title',
    'placeholder',
    'alt',
  ];
  const collected: string[] = [];
  // Blocks are checked one by one, so that what is reported is short. A message may span several: chips are blocks.
  let line = '';
  const flush = (): void => {
    if (line.split('⟦').length !== line.split('⟧').length) return;
    if (line.trim() !== '') collected.push(line);
    line = '';
  };
  const walk = (node: Node): void => {
    if (node instanceof Text) {
      line += node.data;
      return;
    }
    if (!(node instanceof Element) || node.matches('script, style')) return;
    const block = !/^inline/u.test(getComputedStyle(node).display);
    if (block) flush();
    for (const name of spoken) {
      const value = node.getAttribute(name);
      if (value !== null && value !== '') collected.push(value);
    }
    if (node instanceof HTMLInputElement && /text|search/u.test(node.type)) collected.push(node.value);
    if (node instanceof HTMLTextAreaElement) collected.push(node.value);
    for (const child of node.childNodes) walk(child);
    if (block) flush();
  };
  walk(document.body);
  flush();
  return collected;
}
