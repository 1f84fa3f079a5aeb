/** Which browser this build is for; set by vite.config.ts, so that the other browser's code is left out of the bundle. */
declare const __BROWSER__: 'chrome' | 'firefox';
