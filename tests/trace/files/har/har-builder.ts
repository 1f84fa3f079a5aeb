/** Small HARs as the tools write them, with what is named changed. */
export interface EntryChanges {
  readonly at?: number;
  readonly url?: string;
  readonly method?: string;
  readonly status?: number;
  readonly sent?: Readonly<Record<string, string>>;
  readonly got?: readonly (readonly [string, string])[];
  readonly members?: object;
  readonly response?: object;
  readonly request?: object;
}

export const START = Date.UTC(2026, 10, 23, 18, 2, 11);

export function harEntryOf(changes: EntryChanges = {}): object {
  const at = changes.at ?? 0;
  return {
    startedDateTime: new Date(START + at).toISOString(),
    time: 30,
    request: {
      method: changes.method ?? 'GET',
      url: changes.url ?? 'http://a.example.test/',
      httpVersion: 'HTTP/1.1',
      headers: Object.entries(changes.sent ?? {}).map(([name, value]) => ({ name, value })),
      cookies: [],
      queryString: [],
      headersSize: -1,
      bodySize: 0,
      ...changes.request,
    },
    response: {
      status: changes.status ?? 200,
      statusText: 'OK',
      httpVersion: 'HTTP/1.1',
      headers: (changes.got ?? []).map(([name, value]) => ({ name, value })),
      cookies: [],
      content: { size: 0, mimeType: 'text/html' },
      redirectURL: '',
      headersSize: -1,
      bodySize: 0,
      ...changes.response,
    },
    cache: {},
    timings: { blocked: 1, dns: -1, connect: 2, ssl: 1, send: 3, wait: 14, receive: 10 },
    ...changes.members,
  };
}

export function harOf(
  entries: readonly unknown[],
  log: object = { creator: { name: 'WebInspector', version: '537.36' } },
): string {
  return JSON.stringify({ log: { version: '1.2', ...log, entries } });
}
