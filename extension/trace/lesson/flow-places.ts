import type { MessageKey } from '../words/message-key.ts';

/** The nine places of a session, in order. */
export type FlowPlace = 'request' | 'check' | 'create' | 'retrieve' | 'use' | 'respond' | 'store' | 'next' | 'again';

/** A place of the flow: its number, its title, and on whose side it happens. */
export interface FlowPlaceWords {
  readonly place: FlowPlace;
  readonly title: MessageKey;
  readonly side: 'browser' | 'server';
}

/** The places in the order in which they are numbered, 1 to 9. */
export const flowPlaces: readonly FlowPlaceWords[] = [
  { place: 'request', title: 'lessonFlow1', side: 'browser' },
  { place: 'check', title: 'lessonFlow2', side: 'server' },
  { place: 'create', title: 'lessonFlow3', side: 'server' },
  { place: 'retrieve', title: 'lessonFlow4', side: 'server' },
  { place: 'use', title: 'lessonFlow5', side: 'server' },
  { place: 'respond', title: 'lessonFlow6', side: 'server' },
  { place: 'store', title: 'lessonFlow7', side: 'browser' },
  { place: 'next', title: 'lessonFlow8', side: 'browser' },
  { place: 'again', title: 'lessonFlow9', side: 'server' },
];

/** Every line that the drawing has. */
export const flowEdges: readonly (readonly [FlowPlace, FlowPlace])[] = [
  ['request', 'check'],
  ['check', 'create'],
  ['check', 'retrieve'],
  ['retrieve', 'create'],
  ['create', 'use'],
  ['retrieve', 'use'],
  ['retrieve', 'respond'],
  ['check', 'respond'],
  ['use', 'respond'],
  ['respond', 'store'],
  ['store', 'next'],
  ['next', 'again'],
  ['again', 'check'],
];
