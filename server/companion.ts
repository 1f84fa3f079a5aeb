import cluster from 'node:cluster';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { createSecureContext } from 'node:tls';
import { Responder } from './answers/responder.ts';
import { makeApp } from './app.ts';
import { type AppContext, sessionCookie } from './context.ts';
import { cookieWarnings } from './cookie-warnings.ts';
import { fastMessages } from './fast/messages.ts';
import { hostCheck } from './http/allowed-hosts.ts';
import { type Listener, type ListenSettings, listen } from './http/listener.ts';
import type { LabAddress } from './lab/lab-places.ts';
import { LabTokens } from './lab/lab-token.ts';
import { openLog } from './log/log.ts';
import { frontDoor } from './middleware/front-door.ts';
import { type CompanionOptions, cookieSettings, withDefaults } from './options.ts';
import { steadyClock } from './sessions/clock.ts';
import { SessionManager } from './sessions/session-manager.ts';
import { startSweeper } from './sessions/sweeper.ts';
import { openStore } from './stores/store-kinds.ts';

/** A running companion server. */
export type Companion = {
  /** Where it answers, with a slash at the end: `http://localhost:3000/`. */
  readonly url: string;
  readonly port: number;
  /** The cookie lab's second origin. */
  readonly labPort: number;
  /** What its cookie settings will run into, a sentence each. */
  readonly warnings: readonly string[];
  /** Finishes what is in flight within a bound, commits, and frees the ports. Safe to call twice. */
  close(): Promise<void>;
};

/** How long a stop waits for requests in flight, ms; store and log have what is left of five seconds. */
const STOP_BOUND_MS = 4_000;

/**
 * Starts the companion in this process. Rejects with one sentence for people: port taken, store or certificate not to be
 * opened. `startCompanion({ port: 0, store: 'memory' })` is what a test wants.
 */
export async function startCompanion(given: Partial<CompanionOptions> = {}): Promise<Companion> {
  const options = withDefaults(given);
  const tls = readTls(options.tls);
  const secret = options.secret ?? randomBytes(32).toString('base64url');
  const log = openLog(options.log, secret);
  const now = steadyClock({ from: options.notBefore });
  const store = await openStore(options.store, {
    policy: options.policy,
    now,
    onTrouble: (error) => log.lines.error({ error: error.message }, 'store trouble'),
  });
  const settings = cookieSettings(options);
  const { policy, hsts, host, timeouts } = options;
  const context: AppContext = {
    sessions: new SessionManager(store),
    now,
    policy,
    cookie: sessionCookie(settings),
    responder: new Responder(log, hsts),
    log,
    hsts,
  };
  const scheme = tls === undefined ? 'http' : 'https';
  let address: LabAddress = { scheme, mainPort: 0, labPort: 0 };
  const lab = { tokens: new LabTokens(secret, now), address: () => address };
  const { rateLimit, trustProxy } = options;
  const app = makeApp(context, { rateLimit, trustProxy, lab, alone: !cluster.isWorker });
  const stop = new AbortController();
  const listeners: Listener[] = [];
  try {
    const listening = { host, tls, timeouts, messages: fastMessages(app) };
    const handler = frontDoor(context, hostCheck(host, options.allowedHosts), app);
    const main = await listen(handler, { ...listening, port: options.port });
    startSweeper(store, stop.signal, (error) => log.lines.warn({ err: error }, 'sweeping failed'));
    listeners.push(main);
    const second = await listenForLab(handler, options.labPort ?? (options.port === 0 ? 0 : undefined), {
      ...listening,
      port: main.port,
    });
    listeners.push(second);
    address = { scheme, mainPort: main.port, labPort: second.port };
    const url = `${scheme}://localhost:${main.port}/`;
    log.lines.info({ url, store: store.description }, 'listening');
    let closing: Promise<void> | undefined;
    const close = async (): Promise<void> => {
      stop.abort();
      await Promise.all(listeners.map((one) => one.close(STOP_BOUND_MS)));
      await store.close();
      log.lines.info('stopped');
      await log.close();
    };
    return {
      url,
      port: main.port,
      labPort: second.port,
      warnings: cookieWarnings(settings),
      close: () => {
        closing ??= close();
        return closing;
      },
    };
  } catch (error) {
    stop.abort();
    await Promise.all(listeners.map((one) => one.close(0)));
    await store.close();
    await log.close();
    throw error;
  }
}

/** The lab's second origin: the port that was asked for, else the next one, else any. */
async function listenForLab(
  handler: RequestListener,
  labPort: number | undefined,
  main: ListenSettings,
): Promise<Listener> {
  if (labPort !== undefined) return listen(handler, { ...main, port: labPort });
  return listen(handler, { ...main, port: main.port + 1 }).catch(() => listen(handler, { ...main, port: 0 }));
}

/** Reads and tries the certificate, so that a bad one is reported at the start and not at the first handshake. */
function readTls(paths: CompanionOptions['tls']): { cert: Buffer; key: Buffer } | undefined {
  if (paths === undefined) return undefined;
  const read = (flag: string, file: string): Buffer => {
    try {
      return readFileSync(file);
    } catch {
      throw new Error(`--${flag} ${file} cannot be read: name a PEM file.`);
    }
  };
  const tls = { cert: read('tls-cert', paths.cert), key: read('tls-key', paths.key) };
  try {
    createSecureContext(tls);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new Error(`--tls-cert and --tls-key cannot be used together: ${detail}.`);
  }
  return tls;
}
