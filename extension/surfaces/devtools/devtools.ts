import browser from 'webextension-polyfill';
import { reportBodies } from './report-bodies.ts';

// Absolute paths: Firefox resolves relative ones against this page, Chrome against the extension's root.
browser.devtools.panels.create('Sidtrail', '/extension/icons/icon-32.png', '/extension/surfaces/devtools/panel.html');
// In Firefox the background reads bodies, even without DevTools.
if (__BROWSER__ === 'chrome') reportBodies();
