import { existsSync } from 'node:fs';
import path from 'node:path';

/** The page that the extension opens at its installation, as a path from its root. */
export const WELCOME_PAGE = 'extension/surfaces/welcome/welcome.html';

/** Whether an extension opens it: a bench compares with extensions that are smaller. */
export function opensWelcome(extension: string): boolean {
  return existsSync(path.join(extension, WELCOME_PAGE));
}
