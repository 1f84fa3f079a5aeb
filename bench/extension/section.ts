import type { Quiet } from '../quiet.ts';

/** What a section of the extension's bench gets. */
export interface SectionOptions {
  /** The program of Chromium. */
  readonly executable: string;
  /** The folder of the built extension. */
  readonly sidtrail: string;
  /** Through this goes each measurement, so that what others disturbed is repeated. */
  readonly quiet: Quiet;
}

/** Measures, and answers with its part of the page, in Markdown. */
export type Section = (options: SectionOptions) => Promise<string>;
