import type { ComponentChildren } from 'preact';
import type { MessageKey } from '../../../trace/words/message-key.ts';

/** The width of a column, in px. Without `most` and `share` it is always `least`. */
export interface ColumnWidth {
  /** The minimum for readable content. */
  readonly least: number;
  /** The maximum. */
  readonly most?: number;
  /** With a share: up to this width it takes free space before any other column grows. */
  readonly comfort?: number;
  /** Its share of the remaining space, as in CSS `fr`. */
  readonly share?: number;
}

/** The place of a column in a row of two lines. */
export interface NarrowPlace {
  /** `both`: it spans both lines, at the start. */
  readonly line: 1 | 2 | 'both';
  /** px, or the remaining space. Exactly one column per line takes the rest. */
  readonly width: number | 'rest';
  /** Aligns the text to the end. */
  readonly atEnd?: true;
  /** Left out in tables narrower than this, in px. */
  readonly from?: number;
  /** Its width in slim tables, in px. */
  readonly slim?: number;
}

/** A column of a virtual table. To add one, add a record. */
export interface TableColumn<Facts> {
  readonly id: string;
  readonly label: MessageKey;
  readonly width: ColumnWidth;
  /** 1: always shown. If one line has no room, columns with higher numbers are left out first. */
  readonly priority: number;
  /** Its place in a row of two lines. `unseen`: for screen readers only. Undefined: left out. */
  readonly narrow?: NarrowPlace | 'unseen';
  readonly cell: (facts: Facts) => ComponentChildren;
  /** The full text of a cell that may be truncated. */
  readonly title?: (facts: Facts) => string;
  /** Its heading, if it is more than the label. */
  readonly head?: () => ComponentChildren;
  /** What its heading says where the label has no room, and the px that the label needs. */
  readonly brief?: { readonly label: MessageKey; readonly needs: number };
  /** A click on its heading sorts by it. */
  readonly sortable?: true;
}
