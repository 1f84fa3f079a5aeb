import type { SessionRecord } from '../stores/session-store.ts';

/** The page of the visit counter. */
export function counterPage(record: SessionRecord): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Visit count: ${record.count}</title></head>
<body><main><h1>Visit count: ${record.count}</h1></main></body></html>`;
}
