import type { FrameworkId as KnownFramework } from '../../cookies/names/framework-id.ts';
import { frameworkOf as frameworkOfCookie } from '../model/recognise.ts';
import type { Thread } from '../model/session.ts';
import type { FrameworkId } from './framework-id.ts';
import type { SiteView } from './site-view.ts';

/** In whose words a remedy is written for each framework that a cookie can show; absent: in nobody's. */
const REMEDY_WORDS: Readonly<Partial<Record<KnownFramework, FrameworkId>>> = {
  django: 'django',
  flask: 'flask',
  starlette: 'starlette',
  'fastapi-users': 'starlette',
  express: 'express',
  'cookie-session': 'express',
  koa: 'express',
  sails: 'express',
  php: 'php',
  laravel: 'laravel',
  rails: 'rails',
  spring: 'spring',
  'java-servlet': 'spring',
  aspnetcore: 'aspnet-core',
  gorilla: 'go',
};

/** The framework behind a thread, where its cookie's name or value shows it. */
export function frameworkOf(_view: SiteView, thread: Thread): FrameworkId | undefined {
  const known = frameworkOfCookie(thread.name, thread.sessions.at(-1)?.value ?? '');
  return known === undefined ? undefined : REMEDY_WORDS[known];
}
