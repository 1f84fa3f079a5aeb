import type { CDPSession } from '@playwright/test';

/** A target as Target.getTargets lists it. */
export interface TargetInfo {
  readonly targetId: string;
  readonly type: string;
  readonly url: string;
  readonly parentId?: string;
}

interface Reply {
  readonly id?: number;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly message: string };
}

/** The browser's own DevTools session and what it sees: every target, those too that Playwright hides. */
export class CdpBrowser {
  readonly #session: CDPSession;

  constructor(session: CDPSession) {
    this.#session = session;
  }

  /** Sends a command that Playwright's protocol types may not know (the Extensions domain, Target.openDevTools). */
  async send(method: string, params: object = {}): Promise<Record<string, unknown>> {
    return (await this.#session.send(method as 'Target.getTargets', params)) as unknown as Record<string, unknown>;
  }

  async targets(): Promise<readonly TargetInfo[]> {
    const { targetInfos } = await this.send('Target.getTargets', { filter: [{}] });
    return targetInfos as readonly TargetInfo[];
  }

  async attach(target: TargetInfo): Promise<CdpTarget> {
    const { sessionId } = await this.send('Target.attachToTarget', { targetId: target.targetId, flatten: false });
    return new CdpTarget(this.#session, this, target, String(sessionId));
  }
}

/** A session with one target, by messages through the browser's: Playwright gives none for popups and panels. */
export class CdpTarget {
  readonly info: TargetInfo;
  readonly #browser: CdpBrowser;
  readonly #sessionId: string;
  readonly #waiting = new Map<number, (reply: Reply) => void>();
  #lastId = 0;

  constructor(session: CDPSession, browser: CdpBrowser, info: TargetInfo, sessionId: string) {
    this.info = info;
    this.#browser = browser;
    this.#sessionId = sessionId;
    session.on('Target.receivedMessageFromTarget', (event) => {
      if (event.sessionId !== sessionId) return;
      const reply = JSON.parse(event.message) as Reply;
      if (reply.id === undefined) return;
      this.#waiting.get(reply.id)?.(reply);
      this.#waiting.delete(reply.id);
    });
    session.on('Target.detachedFromTarget', (event) => {
      if (event.sessionId !== sessionId) return;
      for (const settle of this.#waiting.values()) settle({ error: { message: `${info.url} is gone.` } });
      this.#waiting.clear();
    });
  }

  async send(method: string, params: object = {}): Promise<Record<string, unknown>> {
    this.#lastId += 1;
    const id = this.#lastId;
    const reply = new Promise<Reply>((resolve) => this.#waiting.set(id, resolve));
    await this.#browser.send('Target.sendMessageToTarget', {
      sessionId: this.#sessionId,
      message: JSON.stringify({ id, method, params }),
    });
    const { result, error } = await reply;
    if (error) throw new Error(`${method}: ${error.message}`);
    return result ?? {};
  }

  /** The value of an expression in the page's own world, awaited, as JSON. */
  async evaluate(expression: string): Promise<unknown> {
    const { result, exceptionDetails } = (await this.send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
      userGesture: true,
    })) as {
      result?: { value?: unknown };
      exceptionDetails?: { text: string; exception?: { description?: string } };
    };
    if (exceptionDetails) {
      throw new Error(`In ${this.info.url}: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`);
    }
    return result?.value;
  }

  /** Ends the session; the target goes on. A worker that someone is attached to does not become idle. */
  async detach(): Promise<void> {
    await this.#browser.send('Target.detachFromTarget', { sessionId: this.#sessionId });
  }

  async close(): Promise<void> {
    await this.#browser.send('Target.closeTarget', { targetId: this.info.targetId });
  }
}
