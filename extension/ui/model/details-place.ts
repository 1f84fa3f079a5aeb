/** Where the user wants the details; `auto`: where they leave the table the most room. */
export type DetailsChoice = 'auto' | 'beside' | 'below';

/** Where the details are: next to the table, under it, or over it where there is room for one of them only. */
export type DetailsPlace = 'beside' | 'below' | 'over';

/** The size of a view, in px. */
interface ViewSize {
  readonly width: number;
  readonly height: number;
}

/** The least size at which table and details are both of use; px. */
const BESIDE_WIDTH = 640;
const BELOW_HEIGHT = 320;
/** From this width on the table keeps one line per request although the details are beside it; px. */
const WIDE = 1000;
/** The least size at which details below leave several rows, unasked; px. */
const BELOW_UNASKED = { width: 480, height: 480 } as const;

/** The place of the details in a view of this size: beside the table in low windows, below it in tall ones. */
export function placeOfDetails(choice: DetailsChoice, { width, height }: ViewSize): DetailsPlace {
  const beside = width >= BESIDE_WIDTH;
  const below = height >= BELOW_HEIGHT;
  switch (choice) {
    case 'beside':
      return beside ? 'beside' : 'over';
    case 'below':
      return below ? 'below' : 'over';
    case 'auto': {
      if (width >= WIDE) return 'beside';
      if (width >= BELOW_UNASKED.width && height >= BELOW_UNASKED.height) return 'below';
      return beside ? 'beside' : 'over';
    }
  }
}

/** The size of the details and its limits, in px. */
export interface DetailsSize {
  readonly size: number;
  readonly least: number;
  readonly most: number;
}

/** The size of the details: as the user set it, but table and details always keep their least size. */
export function sizeOfDetails(place: 'beside' | 'below', view: ViewSize, chosen: number | undefined): DetailsSize {
  const all = place === 'below' ? view.height : view.width;
  const least = place === 'below' ? 110 : 260;
  const usual = place === 'below' ? all * 0.48 : Math.min(430, Math.max(320, all * 0.3));
  const most = Math.max(least, all - least);
  return { size: Math.round(Math.min(Math.max(chosen ?? usual, least), most)), least, most };
}
