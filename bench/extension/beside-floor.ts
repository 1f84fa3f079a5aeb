import type { Browser, Page } from '@playwright/test';
import { openBareList } from './bare-list.ts';
import { type Pace, scrollingCell, scrollTable } from './scrolling.ts';
import { clearSearch, typeIntoSearch, typingCell } from './typing.ts';

/** Rounds of scrolling, and of typing: in each the table and its floor take turns. */
const SCROLLS = 2;
const TYPINGS = 3;

/** The heads of the columns that `handsOnTable` fills. */
export const HANDS = [
  'wheel: dropped',
  'bare list',
  'drag: dropped',
  'bare list',
  'keystroke, ms',
  'bare list, ms',
] as const;

/** What the columns mean, as it stands above the table. */
export const HANDS_EXPLAINED =
  'Frames longer than 1.5 sixtieths of a second (p99 of all, ms), with a wheel at 120 px a frame and with the scroll bar dragged from end to end and back in three seconds; ms from a keystroke in the search box to the end of the frame after it (longest). The bare list is the floor: in the same browser, in turn, as many rows of the same height with the same cells’ texts, searched with `includes()`; plain elements that are used again, and nothing else.';

/** Scrolls and searches the table that a page shows, in turn with a bare list of its cells. */
export async function handsOnTable(browser: Browser, page: Page, typed: readonly string[]): Promise<string[]> {
  const bare = await openBareList(browser, page);
  const inTurn = async (act: (page: Page) => Promise<readonly number[]>, rounds: number): Promise<number[][]> => {
    const figures: [number[], number[]] = [[], []];
    for (let round = 0; round < rounds; round++) {
      for (const [at, of] of [page, bare].entries()) {
        await of.bringToFront();
        figures[at]?.push(...(await act(of)));
      }
    }
    return figures;
  };
  const scrolled = (pace: Pace) => inTurn((of) => scrollTable(of, pace), SCROLLS);
  const [wheel, drag] = [await scrolled('wheel'), await scrolled('drag')];
  const type = async (of: Page): Promise<number[]> => {
    const costs: number[] = [];
    for (const text of typed) costs.push(await typeIntoSearch(of, text));
    await clearSearch(of);
    return costs;
  };
  const keystrokes = await inTurn(type, TYPINGS);
  await bare.close();
  await page.bringToFront();
  return [...[...wheel, ...drag].map(scrollingCell), ...keystrokes.map(typingCell)];
}
