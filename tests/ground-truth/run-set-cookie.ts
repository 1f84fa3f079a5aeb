import type { SetCookieEntry } from '../../extension/trace/model/entry.ts';
import type { Ground, Jar } from './ground.ts';
import type { LineTruth } from './judge-set-cookie.ts';
import type { SetCookieCase } from './set-cookie-cases.ts';

/** Has a page of this URL's origin fetch it, and the server answer so. Resolves with the URL as it was asked for. */
export async function receive(ground: Ground, url: string, lines: readonly Buffer[], headers = {}): Promise<string> {
  const id = ground.newId();
  const asked = ground.server.url(url, id);
  ground.server.answer(id, { setCookie: lines, headers });
  const tab = await ground.tabAt(url);
  await tab.evaluate((address) => fetch(address, { cache: 'no-store' }).then((response) => response.text()), asked);
  return asked;
}

/** The jar that a case begins with. */
async function prepare(ground: Ground, { before, beforeAt }: SetCookieCase): Promise<void> {
  await ground.clearCookies();
  if (before.length > 0) await ground.log.entry(await receive(ground, beforeAt, before));
}

/** What the jar holds before the line that is judged: after the lines of the same response that stand before it. */
async function jarBefore(ground: Ground, one: SetCookieCase): Promise<Jar> {
  await prepare(ground, one);
  const earlier = one.lines.slice(0, -1);
  if (earlier.length > 0) await ground.log.entry(await receive(ground, one.url, earlier, one.headers));
  return ground.jar();
}

/** A Set-Cookie line as the extension folded it, and what became of it. */
export interface TriedLine {
  readonly line: SetCookieEntry;
  readonly truth: LineTruth;
}

/** Tries one case: its last line. To be judged when the time is over in which the browser may still report it. */
export async function runSetCookieCase(ground: Ground, one: SetCookieCase): Promise<TriedLine> {
  await ground.tabAt(one.url);
  const before = await jarBefore(ground, one);
  if (one.lines.length > 1) {
    await prepare(ground, one);
    await ground.jar();
  }
  const asked = await receive(ground, one.url, one.lines, one.headers);
  const entry = await ground.log.entry(asked);
  const devTools = await ground.devToolsOf(asked);
  const after = await ground.jar();
  const line = entry.setCookies.at(-1);
  const note = `${new URL(one.url).origin} ${JSON.stringify(one.lines.at(-1)?.toString('latin1').slice(0, 80))} (${one.note})`;
  if (line === undefined || entry.setCookies.length !== one.lines.length) {
    throw new Error(`The extension saw ${entry.setCookies.length} of ${one.lines.length} Set-Cookie lines: ${note}.`);
  }
  // One line is tried at a time, and those before it were tried before: the last word is on the last line.
  const reasons = devTools && (devTools.refused.at(-1)?.reasons ?? []);
  return { line, truth: { note, before, after, reasons } };
}
