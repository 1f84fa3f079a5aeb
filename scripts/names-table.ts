// Writes docs/session-names.md from the table of cookie names; a test keeps the two equal.
import { writeFileSync } from 'node:fs';
import { NAMES_DOCUMENT, namesDocument } from './names-document.ts';

writeFileSync(NAMES_DOCUMENT, namesDocument());
console.log(`Written: ${NAMES_DOCUMENT}`);
