import { type BrowserContext, type CDPSession, chromium } from '@playwright/test';
import { type CdpCommand, CdpConnection } from './cdp-connection.ts';

/** Chromium as Playwright starts it. */
interface Recorded {
  readonly connection: CdpConnection;
  /** Writes the HAR, and ends Chromium. */
  stop(): Promise<void>;
}

/**
 * Starts Chromium by Playwright, which many people get their HARs from, and has it record all that the tabs ask. A second
 * client beside the pipe would not do: now and then Chromium waits without end for one of the two to let a page go on.
 * @param har The file that is written.
 */
export async function launchRecorded(
  executablePath: string,
  profile: string,
  { args, env, har }: { readonly args: readonly string[]; readonly env: NodeJS.ProcessEnv; readonly har: string },
): Promise<Recorded> {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    env: env as Record<string, string>,
    headless: true,
    viewport: null,
    recordHar: { path: har, content: 'omit' },
    chromiumSandbox: process.getuid?.() !== 0,
    ignoreDefaultArgs: ['--disable-extensions'],
    args: [...args],
  });
  const session = await context.browser()?.newBrowserCDPSession();
  if (session === undefined) {
    await context.close();
    throw new Error('Playwright gave no browser for its own context.');
  }
  return { connection: new NestedConnection(session, () => openTab(context)), stop: () => context.close() };
}

/**
 * Opens an empty tab, and waits until Playwright has got hold of it. One that is led elsewhere before that may wait for
 * ever, probably because Playwright lets the old process go on, and the new one stands still.
 * @returns Its target's id.
 */
async function openTab(context: BrowserContext): Promise<string> {
  const session = await context.newCDPSession(await context.newPage());
  const { targetInfo } = await session.send('Target.getTargetInfo');
  await session.detach();
  return targetInfo.targetId;
}

/** The browser's session that Playwright gives: messages for a target travel through it as text. */
class NestedConnection extends CdpConnection {
  readonly #session: CDPSession;
  readonly #openTab: () => Promise<string>;

  constructor(session: CDPSession, openTab: () => Promise<string>) {
    super();
    this.#session = session;
    this.#openTab = openTab;
    session.on('Target.receivedMessageFromTarget', ({ sessionId, message }) =>
      this.receive({ ...JSON.parse(message), sessionId }),
    );
    session.on('Target.detachedFromTarget', (params) =>
      this.receive({ method: 'Target.detachedFromTarget', params: { ...params } }),
    );
  }

  protected override transmit({ id, method, params, sessionId }: CdpCommand): void {
    const fail = (error: Error): void => this.receive({ id, error });
    if (sessionId !== undefined) {
      const message = JSON.stringify({ id, method, params });
      this.#session.send('Target.sendMessageToTarget', { sessionId, message }).catch(fail);
      return;
    }
    if (method === 'Target.createTarget') {
      this.#openTab().then((targetId) => this.receive({ id, result: { targetId } }), fail);
      return;
    }
    const nested = method === 'Target.attachToTarget' ? { ...params, flatten: false } : params;
    // Playwright's types know neither each command nor its answer.
    const answer = this.#session.send(method as 'Target.getTargets', nested);
    answer.then((result) => this.receive({ id, result: { ...result } }), fail);
  }
}
