import type { CdpConnection } from './cdp-connection.ts';

/** A target as Target.getTargets lists it. */
export interface TargetInfo {
  readonly targetId: string;
  readonly type: string;
  readonly url: string;
  readonly parentId?: string;
}

/** The browser's own session and what it sees: every target, popups, panels and workers of extensions too. */
export class CdpBrowser {
  readonly #connection: CdpConnection;

  constructor(connection: CdpConnection) {
    this.#connection = connection;
  }

  send(method: string, params: object = {}): Promise<Record<string, unknown>> {
    return this.#connection.send(method, params);
  }

  /** Hears what the browser itself reports, not what its targets do. Returns what stops listening. */
  on(method: string, listener: (params: Readonly<Record<string, unknown>>) => void): () => void {
    return this.#connection.listen((event) => {
      if (event.sessionId === undefined && event.method === method) listener(event.params);
    });
  }

  async targets(): Promise<readonly TargetInfo[]> {
    const { targetInfos } = await this.send('Target.getTargets', { filter: [{}] });
    return targetInfos as readonly TargetInfo[];
  }

  async attach(target: TargetInfo): Promise<CdpTarget> {
    const { sessionId } = await this.send('Target.attachToTarget', { targetId: target.targetId, flatten: true });
    return new CdpTarget(this.#connection, target, String(sessionId));
  }

  /** A new tab in front, empty. */
  async newTab(): Promise<TargetInfo> {
    const { targetId } = await this.send('Target.createTarget', { url: 'about:blank' });
    return { targetId: String(targetId), type: 'page', url: 'about:blank' };
  }
}

/** A session with one target. */
export class CdpTarget {
  readonly info: TargetInfo;
  readonly #connection: CdpConnection;
  readonly #sessionId: string;

  constructor(connection: CdpConnection, info: TargetInfo, sessionId: string) {
    this.#connection = connection;
    this.info = info;
    this.#sessionId = sessionId;
  }

  send(method: string, params: object = {}): Promise<Record<string, unknown>> {
    return this.#connection.send(method, params, this.#sessionId);
  }

  /** Hears what the session reports; a domain has to be enabled for that. Returns what stops listening. */
  on(method: string, listener: (params: Readonly<Record<string, unknown>>) => void): () => void {
    return this.#connection.listen((event) => {
      if (event.sessionId === this.#sessionId && event.method === method) listener(event.params);
    });
  }

  /** The session with a target below this one, such as a frame of another site, that was attached to by itself. */
  below(info: TargetInfo, sessionId: string): CdpTarget {
    return new CdpTarget(this.#connection, info, sessionId);
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
    await this.#connection.send('Target.detachFromTarget', { sessionId: this.#sessionId });
  }

  /** Closes what it is a session with. */
  async close(): Promise<void> {
    await this.#connection.send('Target.closeTarget', { targetId: this.info.targetId });
  }
}
