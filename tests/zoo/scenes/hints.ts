import { fault, type Scene } from '../scene.ts';
import { signInApp } from '../sign-in-app.ts';

// It works, and could be safer: a hint, and no loss.

export const HINTS: readonly Scene[] = [
  fault('same-id-after-login', 'alive', {
    title: 'The id stays the same when somebody signs in',
    on: 'PHP',
    hint: 'same-id-after-login',
    servers: (apps) => ({ 'https://same-id-after-login.test': apps.on('PHP') }),
    async visit({ open, submit, follow }) {
      await open('/');
      await follow('/login');
      await submit('/login');
      await follow('/account');
    },
  }),
  fault('secure-missing', 'alive', {
    title: 'No Secure behind a proxy that ends TLS',
    hint: 'secure-missing',
    servers: () => ({
      'https://secure-missing.test': signInApp({ cookie: 'connect.sid', attributes: 'Path=/; HttpOnly; SameSite=Lax' })
        .handler,
    }),
    async visit({ open, submit, follow }) {
      await open('/login');
      await submit('/login');
      await follow('/account');
    },
  }),
];
