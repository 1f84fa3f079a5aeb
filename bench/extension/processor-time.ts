import type { CdpBrowser } from '../../tests/browser/harness/chromium/cdp-target.ts';

/** What Chromium's `SystemInfo.getProcessInfo` answers. */
interface ProcessInfo {
  readonly processInfo: readonly { readonly id: number; readonly cpuTime: number }[];
}

/** The processor time that all processes of a browser have taken so far, in ms. Others on the machine hardly change it. */
export async function processorTime(browser: CdpBrowser): Promise<number> {
  const { processInfo } = (await browser.send('SystemInfo.getProcessInfo')) as unknown as ProcessInfo;
  return processInfo.reduce((sum, { cpuTime }) => sum + cpuTime * 1000, 0);
}
