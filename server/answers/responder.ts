import type { ServerResponse } from 'node:http';
import type { Request, Response } from 'express';
import type { Logger } from 'pino';
import { boundLines } from '../fast/bound-lines.ts';
import { reply } from '../http/reply.ts';
import { CONTENT_TYPE, type Format, formatFor } from '../http/response-format.ts';
import { type HeaderList, securityHeaders } from '../http/security-headers.ts';
import type { Log } from '../log/log.ts';
import type { SessionRecord } from '../sessions/session-store.ts';
import type { Html } from './html.ts';
import { type PageShell, pageShell } from './page-shell.ts';

/** One answer in the three ways that the server speaks; only the one that is asked for is made. */
export type Answer = {
  readonly status?: number;
  readonly text: () => string;
  readonly json: () => unknown;
  /** Without it, HTML is a short page around `text`. */
  readonly html?: { readonly page: PageShell; readonly title: string; readonly main: () => Html };
  /** Besides the security headers. */
  readonly headers?: HeaderList;
  /** The session that this answer is about: gives `Session-Count` and a line in the log. */
  readonly record?: SessionRecord | undefined;
  /** For the log: what was done to the session, to which (as the log names it), and why. */
  readonly action?: string;
  readonly session?: string | undefined;
  readonly reason?: string | undefined;
};

/** Writes answers and the log's line about each. */
export class Responder {
  readonly #log: Log;
  readonly #linesFor: (request: Request) => Logger;
  readonly #textHeaders: HeaderList;
  readonly #jsonHeaders: HeaderList;
  readonly #messagePage: PageShell;

  constructor(log: Log, hsts: boolean) {
    this.#log = log;
    this.#linesFor = boundLines(log.lines);
    this.#textHeaders = fixedHeaders('text', securityHeaders({}, hsts));
    this.#jsonHeaders = fixedHeaders('json', securityHeaders({}, hsts));
    this.#messagePage = pageShell({ hsts });
  }

  /** Notes when a request came, for its line in the log. */
  begin(response: ServerResponse & Timed): void {
    response[STARTED_AT] = performance.now();
  }

  /** Sends an answer in the format that the client asks for. */
  send(request: Request, response: Response, answer: Answer): void {
    const format = formatFor(request);
    const status = answer.status ?? 200;
    const more: string[] = answer.record === undefined ? [] : ['Session-Count', String(answer.record.count)];
    if (answer.headers !== undefined) more.push(...answer.headers);
    reply(response, status, this.#fixedHeaders(format, answer), this.#body(format, answer), more);
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

  #fixedHeaders(format: Format, answer: Answer): HeaderList {
    switch (format) {
      case 'text':
        return this.#textHeaders;
      case 'json':
        return this.#jsonHeaders;
      case 'html':
        return (answer.html?.page ?? this.#messagePage).headers;
    }
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
    if (!this.#log.lines.isLevelEnabled('info')) return;
    const { action, session, reason, record } = answer;
    const ms = elapsed((response as Timed)[STARTED_AT]);
    this.#linesFor(request).info({ status, ms, count: record?.count, action, session, reason });
  }
}

const STARTED_AT = Symbol('startedAt');
type Timed = { [STARTED_AT]?: number };

/** What stands in every answer of a format. Answers carry session state, so none is stored. */
export function fixedHeaders(format: Format, security: HeaderList): HeaderList {
  return ['Content-Type', CONTENT_TYPE[format], 'Cache-Control', 'no-store', ...security];
}

/** Milliseconds since a moment of `performance.now()`, to the hundredth. */
function elapsed(since: number | undefined): number | undefined {
  return since !== undefined ? Math.round((performance.now() - since) * 100) / 100 : undefined;
}
