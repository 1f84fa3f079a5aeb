import type { FrameworkId } from '../../cookies/names/framework-id.ts';
import { frameworkOf as frameworkOfCookie } from '../model/recognise.ts';
import type { Thread } from '../model/session.ts';
import type { SettingsId } from './settings-id.ts';

/** Whose settings a remedy names, by the framework that a cookie shows; absent: nobody's. */
const SETTINGS_OF: Readonly<Partial<Record<FrameworkId, SettingsId>>> = {
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
export function frameworkOf(thread: Thread): SettingsId | undefined {
  const known = frameworkOfCookie(thread.name, thread.sessions.at(-1)?.value ?? '');
  return known === undefined ? undefined : SETTINGS_OF[known];
}
