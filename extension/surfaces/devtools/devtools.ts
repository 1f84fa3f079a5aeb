import browser from 'webextension-polyfill';
import { reportBodies } from './report-bodies.ts';

// Absolute paths: Firefox resolves relative ones against this page, Chrome against the extension's root.
browser.devtools.panels.create('Sidtrail', '/extension/icons/icon-32.png', '/extension/surfaces/devtools/panel.html');
// Firefox reads bodies by itself, whether DevTools is open or not.
if (__BROWSER__ === 'chrome') reportBodies();
