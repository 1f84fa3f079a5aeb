import browser from 'webextension-polyfill';

// Absolute paths: Firefox resolves relative ones against this page, Chrome against the extension's root.
browser.devtools.panels.create('Sidtrail', '/extension/icons/icon-32.png', '/extension/surfaces/devtools/panel.html');
