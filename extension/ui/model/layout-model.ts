import { type Signal, signal } from '@preact/signals-core';
import type { DetailsChoice } from './details-place.ts';
import { type Kept, keptSignal, oneOf } from './kept.ts';
import { type KindGroup, kindGroups } from './kind-group.ts';

/** How much room rows and bars take; `auto`: compact in a small window. */
export type Density = 'auto' | 'compact' | 'roomy';

/** A value of CSS `color-scheme`. */
export type Theme = 'light dark' | 'light' | 'dark';

/** The size of all that is shown. */
export type TextSize = 'small' | 'usual' | 'large' | 'largest';

/** How much each size enlarges. */
export const zoomOf: Readonly<Record<TextSize, number>> = { small: 0.9, usual: 1, large: 1.15, largest: 1.3 };

/** How one surface of the inspector is laid out. It is remembered, apart from `compact`. */
export interface LayoutModel {
  /** The theme of all surfaces. */
  readonly theme: Signal<Theme>;
  /** The size of the text of all surfaces, and of what is around it. */
  readonly textSize: Signal<TextSize>;
  readonly density: Signal<Density>;
  /** Whether it is compact now; the shell decides it by the density and the size of the window. */
  readonly compact: Signal<boolean>;
  /** Whether the ribbon shows all that it knows of a session, although the layout is compact. */
  readonly ribbonOpen: Signal<boolean>;
  readonly details: Signal<DetailsChoice>;
  /** The size of the details where the user moved the splitter; px. */
  readonly detailsWidth: Signal<number | undefined>;
  readonly detailsHeight: Signal<number | undefined>;
  /** The kinds of requests that the table hides. */
  readonly hiddenKinds: Signal<readonly KindGroup[]>;
  /** The column that the requests are sorted by, by its id; `time` is the order of the recording. */
  readonly sortColumn: Signal<string>;
  readonly sortDescending: Signal<boolean>;
  /** The ids of the columns that the user hid. */
  readonly hiddenColumns: Signal<readonly string[]>;
  /** The ids of the columns in the order that the user gave; empty: the usual order. */
  readonly columnOrder: Signal<readonly string[]>;
  /** The widths that the user gave to columns, by their ids; px. */
  readonly columnWidths: Signal<Readonly<Record<string, number>>>;
}

/** Creates the layout of a surface, as it was when it was last shown. */
export function createLayoutModel(kept: Kept, surface: string): LayoutModel {
  const keyOf = (name: string): string => `${surface}.${name}`;
  return {
    theme: keptSignal<Theme>(kept, 'theme', 'light dark', oneOf('light dark', 'light', 'dark')),
    textSize: keptSignal<TextSize>(kept, 'text-size', 'usual', oneOf('small', 'usual', 'large', 'largest')),
    density: keptSignal<Density>(kept, keyOf('density'), 'auto', oneOf('auto', 'compact', 'roomy')),
    compact: signal(false),
    ribbonOpen: keptSignal(kept, keyOf('ribbon-open'), false, (value) => (value === true ? true : undefined)),
    details: keptSignal<DetailsChoice>(kept, keyOf('details'), 'auto', oneOf('auto', 'beside', 'below')),
    detailsWidth: keptSignal<number | undefined>(kept, keyOf('details-width'), undefined, readPx),
    detailsHeight: keptSignal<number | undefined>(kept, keyOf('details-height'), undefined, readPx),
    hiddenKinds: keptSignal<readonly KindGroup[]>(kept, keyOf('hidden-kinds'), ['static'], readKinds),
    sortColumn: keptSignal<string>(kept, keyOf('sort-column'), 'time', readId),
    sortDescending: keptSignal(kept, keyOf('sort-descending'), false, (value) => (value === true ? true : undefined)),
    hiddenColumns: keptSignal<readonly string[]>(kept, keyOf('hidden-columns'), [], readIds),
    columnOrder: keptSignal<readonly string[]>(kept, keyOf('column-order'), [], readIds),
    columnWidths: keptSignal<Readonly<Record<string, number>>>(kept, keyOf('column-widths'), {}, readWidths),
  };
}

const mostPx = 4000;

function readPx(value: unknown): number | undefined {
  return typeof value === 'number' && value > 0 && value <= mostPx ? value : undefined;
}

function readId(value: unknown): string | undefined {
  return typeof value === 'string' ? value.slice(0, 100) : undefined;
}

function readIds(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) ? value.filter((id) => typeof id === 'string').slice(0, 100) : undefined;
}

function readKinds(value: unknown): readonly KindGroup[] | undefined {
  return Array.isArray(value) ? kindGroups.filter((group) => value.includes(group)) : undefined;
}

function readWidths(value: unknown): Readonly<Record<string, number>> | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, 100)
      .flatMap(([id, width]) => {
        const px = readPx(width);
        return px === undefined ? [] : [[id, px]];
      }),
  );
}
