import type { NameGroup } from '../../name-record.ts';

/** Names that Python’s frameworks write. */
export const PYTHON_NAMES: readonly NameGroup[] = [
  {
    product: 'Django',
    framework: 'django',
    names: {
      sessionid: { role: 'session', format: 'django-id' },
      session: { role: 'session', when: 'django-signed' },
      csrftoken: 'csrf',
      messages: { role: 'message', certainty: 'generic' },
      django_language: 'preference',
    },
  },
  {
    product: 'Flask',
    framework: 'flask',
    names: {
      session: { role: 'session', when: 'flask' },
      remember_token: { role: 'remember-me', certainty: 'generic' },
    },
  },
  { product: 'Flask-Session', framework: 'flask', names: { session: { role: 'session', when: 'itsdangerous-id' } } },
  { product: 'Starlette', framework: 'starlette', names: { session: { role: 'session', when: 'starlette' } } },
  {
    product: 'FastAPI Users',
    framework: 'fastapi-users',
    names: { fastapiusersauth: { role: 'sign-in', format: 'jwt' } },
  },
  { product: 'Tornado', framework: 'tornado', names: { _xsrf: 'csrf' } },
  {
    product: 'aiohttp-session',
    framework: 'aiohttp',
    names: { AIOHTTP_SESSION: { role: 'session', format: 'fernet' } },
  },
  { product: 'Beaker', framework: 'beaker', names: { 'beaker.session.id': { role: 'session', format: 'hex' } } },
  { product: 'Pyramid', names: { auth_tkt: { role: 'sign-in', certainty: 'generic' } } },
  { product: 'web.py', names: { webpy_session_id: 'session' } },
  { product: 'web2py', names: { 'session_id_*': { role: 'session', certainty: 'generic' } } },
];
