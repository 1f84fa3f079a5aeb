/** The extension API as functions see it that run inside the extension's pages; both browsers under test have it natively. */
declare const browser: import('webextension-polyfill').Browser;
