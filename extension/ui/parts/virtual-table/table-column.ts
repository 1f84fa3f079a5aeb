import type { ComponentChildren } from 'preact';
import type { MessageKey } from '../../../trace/words/message-key.ts';

/** How wide a column is, in px. With neither `most` nor `share` it is always as wide as `least`. */
export interface ColumnWidth {
  /** What it needs to be read. */
  readonly least: number;
  /** Where it stops growing. */
  readonly most?: number;
  /** Its share of the room that is left over. */
  readonly share?: number;
}

/** Where a column stands in a row of two lines. */
export interface NarrowPlace {
  /** `both`: it spans the two lines, before all others. */
  readonly line: 1 | 2 | 'both';
  /** px, or all that the others leave: one column of each line takes the rest. */
  readonly width: number | 'rest';
  /** Its text ends at the column's end. */
  readonly atEnd?: true;
  /** Left out where the table is narrower, px. */
  readonly from?: number;
}

/** A column of a virtual table: one more is one more record. */
export interface TableColumn<Facts> {
  readonly id: string;
  readonly label: MessageKey;
  readonly width: ColumnWidth;
  /** 1: always shown. Where one line lacks room, the column with the highest number leaves first. */
  readonly priority: number;
  /** Its place in a row of two lines; `unseen`: only screen readers find it there; undefined: it is left out. */
  readonly narrow?: NarrowPlace | 'unseen';
  readonly cell: (facts: Facts) => ComponentChildren;
  /** The full text of a cell that may be cut. */
  readonly title?: (facts: Facts) => string;
  /** Its head, where that is more than the label. */
  readonly head?: () => ComponentChildren;
  /** A click on its head sorts by it. */
  readonly sortable?: true;
}
