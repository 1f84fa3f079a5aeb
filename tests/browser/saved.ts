import type { Surface } from './harness/surface.ts';

interface Noting {
  readonly savedTexts: string[];
}

/** From now on a page notes the text of every file that it hands to the browser to save. */
export function noteSaved(surface: Surface): Promise<void> {
  return surface.evaluate(() => {
    const savedTexts: string[] = [];
    Object.assign(window, { savedTexts });
    const make = URL.createObjectURL.bind(URL);
    URL.createObjectURL = (blob) => {
      if (blob instanceof Blob) void blob.text().then((text) => savedTexts.push(text));
      return make(blob);
    };
  });
}

/**
 * The text of the next file that acting saves; the page must note them.
 * @param cut What a test does not look at: the page leaves it out, for Firefox takes 0.5 s to hand over a MB.
 */
export async function savedBy(surface: Surface, act: () => Promise<void>, cut?: RegExp): Promise<string> {
  const before = await surface.evaluate(() => (window as unknown as Noting).savedTexts.length);
  await act();
  await surface.waitFor((count) => (window as unknown as Noting).savedTexts.length > count, before);
  return surface.evaluate(
    (count, pattern) => {
      const text = (window as unknown as Noting).savedTexts[count] ?? '';
      return pattern === null ? text : text.replace(new RegExp(pattern, 'g'), '…');
    },
    before,
    cut?.source ?? null,
  );
}
