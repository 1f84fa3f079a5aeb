import express, { type RequestHandler } from 'express';
import { isSafe } from './cross-site-guard.ts';

/** Handlers for requests that may change something. All others pass them in one step. */
export function onlyChanges(...handlers: readonly RequestHandler[]): RequestHandler {
  const changes = express.Router();
  for (const handler of handlers) changes.use(handler);
  return (request, response, next) => (isSafe(request.method) ? next() : changes(request, response, next));
}
