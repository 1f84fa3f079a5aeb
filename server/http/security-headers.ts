import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import helmet from 'helmet';

/** Response headers as `writeHead` takes them fastest: name, value, name, value … */
export type HeaderList = readonly string[];

/** Where a page may load from and send to. What is not named is `'none'`. */
export type ContentPolicy = Readonly<Record<string, readonly string[]>>;

const NOTHING: ContentPolicy = {
  'default-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
};

/**
 * Helmet's headers for a kind of page. They are the same for every response, so helmet runs once, over a response that
 * is never sent. The result is written with each real one.
 * @param hsts off unless asked for: on localhost it would force HTTPS on every other project of this machine
 */
export function securityHeaders(policy: ContentPolicy = {}, hsts = false): HeaderList {
  const response = new ServerResponse(new IncomingMessage(new Socket()));
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: Object.fromEntries(
        Object.entries({ ...NOTHING, ...policy }).map(([name, list]) => [name, [...list]]),
      ),
    },
    strictTransportSecurity: hsts,
    // With helmet's default, no-referrer, browsers send `Origin: null` with forms, which the cross-site guard refuses.
    referrerPolicy: { policy: 'same-origin' },
    // For browsers and plug-ins that are gone: Internet Explorer's downloads, XSS auditors, Flash, link prefetching.
    xDownloadOptions: false,
    xXssProtection: false,
    xPermittedCrossDomainPolicies: false,
    xDnsPrefetchControl: false,
  })(response.req, response, () => {});
  return response.getHeaderNames().flatMap((name) => [name, String(response.getHeader(name))]);
}
