import { type CDPSession, chromium } from '@playwright/test';
import type { CdpConnection, CdpEvent } from './cdp-pipe.ts';

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
  if (session === undefined) throw new Error('Playwright gave no browser for its own context.');
  return { connection: new NestedConnection(session), stop: () => context.close() };
}

interface Reply {
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly message: string };
}

/** The browser's session that Playwright gives: messages for a target travel through it as text. */
class NestedConnection implements CdpConnection {
  readonly #session: CDPSession;
  readonly #waiting = new Map<string, { readonly sessionId: string; settle(reply: Reply): void }>();
  readonly #listeners = new Set<(event: CdpEvent) => void>();
  #lastId = 0;

  constructor(session: CDPSession) {
    this.#session = session;
    session.on('Target.receivedMessageFromTarget', ({ sessionId, message }) => {
      const heard = JSON.parse(message) as Reply & CdpEvent & { readonly id?: number };
      if (heard.id === undefined) for (const listener of this.#listeners) listener({ ...heard, sessionId });
      else this.#settle(`${sessionId} ${heard.id}`, heard);
    });
    session.on('Target.detachedFromTarget', ({ sessionId }) => {
      for (const [key, waiting] of this.#waiting) {
        if (waiting.sessionId === sessionId) this.#settle(key, { error: { message: 'The target is gone.' } });
      }
    });
  }

  async send(method: string, params: object = {}, sessionId?: string): Promise<Record<string, unknown>> {
    if (sessionId === undefined) {
      const nested = method === 'Target.attachToTarget' ? { ...params, flatten: false } : params;
      // Playwright's types know neither each command nor its answer.
      return (await this.#session.send(method as 'Target.getTargets', nested)) as unknown as Record<string, unknown>;
    }
    this.#lastId += 1;
    const id = this.#lastId;
    const key = `${sessionId} ${id}`;
    const reply = new Promise<Reply>((settle) => this.#waiting.set(key, { sessionId, settle }));
    await this.#session.send('Target.sendMessageToTarget', {
      sessionId,
      message: JSON.stringify({ id, method, params }),
    });
    const { result, error } = await reply;
    if (error) throw new Error(`${method}: ${error.message}`);
    return result ?? {};
  }

  listen(listener: (event: CdpEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #settle(key: string, reply: Reply): void {
    const waiting = this.#waiting.get(key);
    this.#waiting.delete(key);
    waiting?.settle(reply);
  }
}
