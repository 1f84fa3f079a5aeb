import express, { type Express } from 'express';
import type { AppContext } from './context.ts';
import { FaultRoutes } from './faults/fault-routes.ts';
import { addLab, type Lab } from './lab/lab-routes.ts';
import { crossSiteGuard } from './middleware/cross-site-guard.ts';
import { failure, notFound } from './middleware/errors.ts';
import { onlyChanges } from './middleware/only-changes.ts';
import { limitChanges } from './middleware/rate-limit.ts';
import { addAssets } from './routes/assets.ts';
import { addBurst } from './routes/burst.ts';
import { addCounter } from './routes/counter.ts';
import { addLogin } from './routes/login.ts';
import { addSession } from './routes/session.ts';
import { addSessions } from './routes/sessions.ts';

const LARGEST_BODY = '8kb';

export type AppSettings = {
  readonly rateLimit: number;
  /** Proxies in front whose X-Forwarded-For is believed. */
  readonly trustProxy: number;
  readonly lab: Lab;
  /** False in a fleet of several processes. */
  readonly alone: boolean;
};

/** The Express app: routes over a session manager. Listening is the caller's. */
export function makeApp(context: AppContext, settings: AppSettings): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.set('trust proxy', settings.trustProxy);
  const faults = new FaultRoutes(context, { address: settings.lab.address, alone: settings.alone });
  faults.addReturn(app);
  app.use(
    onlyChanges(
      limitChanges(context, settings.rateLimit),
      crossSiteGuard(context),
      express.urlencoded({ extended: false, limit: LARGEST_BODY, parameterLimit: 50 }),
      express.json({ limit: LARGEST_BODY }),
    ),
  );
  addCounter(app, context);
  addSession(app, context);
  addLogin(app, context);
  addSessions(app, context);
  addBurst(app, context);
  addLab(app, context, settings.lab);
  faults.addTo(app);
  addAssets(app, context);
  app.use(notFound(context));
  app.use(failure(context));
  return app;
}
