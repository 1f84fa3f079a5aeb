import type { Request, Response } from 'express';
import type { Log } from '../log.ts';
import type { PageShell } from '../pages/page-shell.ts';
import type { SessionRecord } from '../stores/session-store.ts';
import { CONTENT_TYPE, type Format, formatFor } from './formats.ts';
import { reply } from './reply.ts';
import type { HeaderList } from './security-headers.ts';

/** One answer in the three ways that the server speaks; only the one that is asked for is made. */
export type Answer = {
  readonly status?: number;
  readonly text: () => string;
  readonly json: () => unknown;
  /** Without it, HTML is a short page around `text`. */
  readonly html?: { readonly page: PageShell; readonly title: string; readonly main: () => string };
  /** Besides the security headers. */
  readonly headers?: HeaderList;
  /** The session that this answer is about: gives `Session-Count` and a line in the log. */
  readonly record?: SessionRecord | undefined;
  /** Further fields of the log line. */
  readonly log?: Readonly<Record<string, unknown>>;
};

const NO_STORE: HeaderList = ['Cache-Control', 'no-store', 'Vary', 'Accept'];

/** Writes answers and the log's line about each. */
export class Responder {
  readonly #log: Log;
  readonly #plainHeaders: HeaderList;
  readonly #messagePage: PageShell;

  constructor(log: Log, plainHeaders: HeaderList, messagePage: PageShell) {
    this.#log = log;
    this.#plainHeaders = plainHeaders;
    this.#messagePage = messagePage;
  }

  /** Sends an answer in the format that the client asks for. */
  send(request: Request, response: Response, answer: Answer): void {
    const format = formatFor(request);
    const status = answer.status ?? 200;
    const page = format === 'html' ? (answer.html?.page ?? this.#messagePage) : undefined;
    const headers: string[] = [...NO_STORE];
    if (answer.record !== undefined) headers.push('Session-Count', String(answer.record.count));
    if (answer.headers !== undefined) headers.push(...answer.headers);
    reply(
      response,
      status,
      CONTENT_TYPE[format],
      this.#body(format, answer),
      headers,
      page?.headers ?? this.#plainHeaders,
    );
    this.#logLine(request, response, status, answer);
  }

  /** One sentence, in every format: for refusals and errors. */
  say(request: Request, response: Response, status: number, sentence: string, headers: HeaderList = []): void {
    this.send(request, response, { status, text: () => sentence, json: () => ({ error: sentence }), headers });
  }

  /** After a form: browsers go on to a page (303 See Other), programs get the answer itself. */
  sendOrGoTo(request: Request, response: Response, location: string, answer: Answer): void {
    if (formatFor(request) !== 'html') {
      this.send(request, response, answer);
      return;
    }
    const headers = [...(answer.headers ?? []), 'Location', location];
    this.send(request, response, { ...answer, status: 303, headers, text: () => `See ${location}` });
  }

  #body(format: Format, answer: Answer): string {
    switch (format) {
      case 'text':
        return `${answer.text()}\n`;
      case 'json':
        return JSON.stringify(answer.json());
      case 'html': {
        const { html } = answer;
        if (html !== undefined) return html.page.render(html.title, html.main());
        return this.#messagePage.renderMessage(answer.text());
      }
    }
  }

  #logLine(request: Request, response: Response, status: number, answer: Answer): void {
    const { lines } = this.#log;
    if (!lines.isLevelEnabled('info')) return;
    const started: unknown = response.locals['started'];
    lines.info({
      method: request.method,
      path: request.path,
      status,
      ms: typeof started === 'number' ? Math.round((performance.now() - started) * 100) / 100 : undefined,
      count: answer.record?.count,
      ...answer.log,
    });
  }
}
