import { type Agent, request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { request as httpsRequest } from 'node:https';

export type Answer = {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly setCookies: readonly string[];
  readonly body: string;
};

export type Asked = {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Keeps connections; without it each request has its own. */
  readonly agent?: Agent;
  /** Certificate to trust. */
  readonly ca?: Buffer;
};

/** One request, without any cookie handling of its own. */
export function ask(url: string, asked: Asked = {}): Promise<Answer> {
  const { method = 'GET', body, ca, agent = false } = asked;
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  const headers = { ...length, ...asked.headers };
  const send = url.startsWith('https:') ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const request = send(url, { method, headers, agent, ...(ca === undefined ? {} : { ca }) }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          setCookies: response.headers['set-cookie'] ?? [],
          body: Buffer.concat(chunks).toString(),
        }),
      );
    });
    request.on('error', reject);
    request.end(body);
  });
}

/** A client that keeps the one session cookie, as a browser would. */
export class Visitor {
  readonly #base: string;
  readonly #ca: Buffer | undefined;
  /** The cookie-pair that the next request carries. */
  cookie: string | undefined;

  constructor(base: string, ca?: Buffer) {
    this.#base = base.replace(/\/$/, '');
    this.#ca = ca;
  }

  async send(method: string, path: string, form?: Readonly<Record<string, string>>, more: Asked = {}): Promise<Answer> {
    const answer = await ask(`${this.#base}${path}`, {
      ...more,
      method,
      headers: {
        accept: 'application/json',
        ...(this.cookie === undefined ? {} : { cookie: this.cookie }),
        ...(form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
        ...more.headers,
      },
      ...(form === undefined ? {} : { body: new URLSearchParams(form).toString() }),
      ...(this.#ca === undefined ? {} : { ca: this.#ca }),
    });
    for (const line of answer.setCookies) {
      const pair = line.split(';')[0] ?? '';
      this.cookie = /max-age=0/i.test(line) ? undefined : pair;
    }
    return answer;
  }

  /** Visits the counter, as JSON. */
  async visit(): Promise<VisitJson> {
    const answer = await this.send('GET', '/');
    return { status: answer.status, ...(JSON.parse(answer.body) as Omit<VisitJson, 'status'>) };
  }
}

export type VisitJson = {
  readonly status: number;
  readonly count: number;
  readonly action: string;
  readonly reason: string | null;
  readonly provisional: boolean;
  readonly user: string | null;
  readonly created: string;
  readonly lastSeen: string;
  readonly expires: string;
  readonly absoluteExpires: string;
  readonly idleTimeout: number;
};
