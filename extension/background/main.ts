import browser from 'webextension-polyfill';

console.info(`Sidtrail ${browser.runtime.getManifest().version}: background started`);
