import type { Locator, Page } from '@playwright/test';
import messages from '../../../extension/_locales/en/messages.json' with { type: 'json' };
import type { MessageKey } from '../../../extension/trace/words/message-key.ts';
import { bracketed } from '../../../scripts/pseudo-locale.ts';
import type { FixtureHost } from '../../ui/page/fixture-host.ts';
import { untranslated } from '../../ui/untranslated.ts';

/** What stays as it is in every language: names of standards, attributes, headers, formats and products. */
const NAMES = [
  'Sidtrail RFC 6265bis GET POST HTTP HTTPS http https URL JSON JWT CSRF HAR CHIPS',
  'Set-Cookie Cookie Domain Path Expires Max-Age Secure HttpOnly SameSite Partitioned Priority Lax Strict None',
  'Session-Count Visit count localhost Chrome Firefox base64 base64url header claims',
].join(' ');

/** The words of a message, in the pseudo-locale. */
export function said(key: MessageKey): string {
  return bracketed(messages[key].message);
}

/** A button by the message that it shows. */
export function button(page: Page | Locator, key: MessageKey): Locator {
  return page.getByRole('button', { name: said(key), exact: true });
}

/**
 * What a page shows or says to a screen reader in words of no message.
 * @param data What may stand there beside the recorded data: file names, what was typed.
 */
export async function untranslatedOn(page: Page, data = ''): Promise<string[]> {
  const [texts, recorded] = await page.evaluate(() => {
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

    const strings: string[] = [];
    const read = (value: unknown, key = ''): void => {
      // Values that name a kind are words of the program, not data.
      if (typeof value === 'string' && !['kind', 'cause'].includes(key)) strings.push(value);
      if (typeof value !== 'object' || value === null) return;
      for (const [name, inner] of Object.entries(value)) read(inner, name);
    };
    const { host } = window as unknown as { host: FixtureHost };
    read(host.story.events);
    read(host.answers['read-jar']());
    read(host.answers['site-status']());
    return [collected, strings.join(' ')] as const;
  });
  return untranslated(texts, [NAMES, recorded, data].join(' '));
}
