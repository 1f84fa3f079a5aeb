import type { Thread } from '../model/session.ts';
import type { FrameworkId } from './framework-id.ts';
import type { SiteView } from './site-view.ts';

/** Cookie names that one framework alone uses. */
const NAMES: readonly (readonly [RegExp, FrameworkId])[] = [
  [/^sessionid$|^csrftoken$/, 'django'],
  [/^connect\.sid$|^express:sess$|^koa[.:]sess/, 'express'],
  [/^PHPSESSID$/i, 'php'],
  [/^laravel_session$|^XSRF-TOKEN$/, 'laravel'],
  [/^_[a-z0-9]\w*_session$/, 'rails'],
  [/^SESSION$|^JSESSIONID/, 'spring'],
  [/^\.AspNetCore\./, 'aspnet-core'],
];

/** The framework behind a thread, where its cookie's name or value tells it. */
export function frameworkOf(_view: SiteView, thread: Thread): FrameworkId | undefined {
  const name = thread.name.replace(/^__(?:Host|Secure)-/, '');
  const known = NAMES.find(([pattern]) => pattern.test(name))?.[1];
  if (known !== undefined) return known;
  const value = thread.sessions.at(-1)?.value ?? '';
  if (name === 'session' && /^\.?[\w-]+\.[\w-]{6}\.[\w-]{27}$/.test(value)) return 'flask';
  if (name === 'session' && /^ey[\w=+/-]+\.[\w-]{6}\.[\w-]{27}$/.test(value)) return 'starlette';
  if (/^s:/.test(decodeURIComponentSafe(value))) return 'express';
  return undefined;
}

function decodeURIComponentSafe(value: string): string {
  return value.startsWith('s%3A') ? `s:${value.slice(4)}` : value;
}
