import browser from 'webextension-polyfill';

/** The host patterns of the manifest that this browser does not let anyone give back; Firefox lets all go. */
export function fixedPatterns(): ReadonlySet<string> {
  if (__BROWSER__ === 'firefox') return new Set();
  return new Set(browser.runtime.getManifest().host_permissions);
}

/** The match patterns that are granted now. */
export async function grantedOrigins(): Promise<readonly string[]> {
  return (await browser.permissions.getAll()).origins ?? [];
}
