import { askAtOnce } from './opening.ts';

// This file is small, so that it asks while the rest is being loaded, and the browser waits for it alone before it opens
// the popup.
const opening = askAtOnce();
void import('./show-popup.ts').then(({ showPopup }) => showPopup(opening));
void import('../../ui/popup/mount-held.ts');
