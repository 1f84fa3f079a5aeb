import type { Request } from 'express';

/** A field of a form or of a JSON body, as text; empty where there is none. */
export function field(request: Request, name: string): string {
  const body: unknown = request.body;
  if (typeof body !== 'object' || body === null || !Object.hasOwn(body, name)) return '';
  const value = (body as Record<string, unknown>)[name];
  return typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';
}
