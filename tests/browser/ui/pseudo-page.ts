import type { Locator, Page } from '@playwright/test';
import messages from '../../../extension/_locales/en/messages.json' with { type: 'json' };
import type { MessageKey } from '../../../extension/trace/words/message-key.ts';
import { bracketed } from '../../../scripts/pseudo-locale.ts';
import type { FixtureHost } from '../../ui/page/fixture-host.ts';
import { NAMES, untranslated } from '../../ui/untranslated.ts';
import { shownTexts } from '../shown-texts.ts';

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
  const texts = await page.evaluate(shownTexts);
  const recorded = await page.evaluate(() => {
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
    return strings.join(' ');
  });
  return untranslated(texts, [NAMES, recorded, data].join(' '));
}
