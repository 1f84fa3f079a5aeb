import { decodeBase64 } from '../../../base64.ts';
import { part, timePart } from '../../../value-rules/read-parts.ts';
import type { NameGroupOf } from '../../name-record.ts';

/** Names and values of frameworks in other languages: Go, Rust, Perl, ColdFusion. */
export const OTHER_NAMES = [
  {
    product: 'ColdFusion',
    framework: 'coldfusion',
    names: {
      CFID: { role: 'session', anyCase: true, family: 'cfml' },
      CFTOKEN: { role: 'session', anyCase: true, family: 'cfml' },
      'CFAUTHORIZATION_*': 'sign-in',
      CFGLOBALS: 'other',
      CFCLIENT: 'other',
    },
  },
  {
    product: 'gorilla/csrf',
    framework: 'gorilla',
    names: { _gorilla_csrf: { role: 'csrf', format: 'gorilla' } },
    values: [
      {
        format: 'gorilla',
        label: { kind: 'signed', maker: 'gorilla/securecookie' },
        pattern: /^MT[A-Za-z0-9_-]{60,}={0,2}$/,
        accepts: ([value = '']) => gorillaTime(value) !== undefined,
        clientSide: true,
        holds: 'sealed',
        signed: true,
        random: true,
        parts: ([value = '']) => {
          const time = gorillaTime(value) ?? '';
          return [timePart('time', time, Number(time) * 1000), part('payload', value)];
        },
      },
    ],
  },
  {
    product: 'gorilla/sessions',
    framework: 'gorilla',
    names: { session: { role: 'session', when: 'gorilla' } },
  },
  {
    product: 'Revel',
    framework: 'revel',
    names: { REVEL_SESSION: 'session', REVEL_FLASH: 'message', REVEL_LANG: 'preference' },
  },
  { product: 'Beego', framework: 'beego', names: { beegosessionID: 'session', beegosessionid: 'session' } },
  { product: 'Iris', framework: 'iris', names: { irissessionid: 'session' } },
  { product: 'GoFrame', framework: 'goframe', names: { gfsessionid: 'session', gfsession: 'session' } },
  { product: 'Fiber', framework: 'fiber', names: { session_id: { role: 'session', when: 'uuid-v4' }, csrf_: 'csrf' } },
  { product: 'Buffalo', names: { _buffalo_session: { role: 'session', format: 'gorilla' } } },
  {
    product: 'actix-session',
    framework: 'actix',
    names: { id: { role: 'session', certainty: 'vague' }, 'actix-identity': 'sign-in' },
  },
  { product: 'CGI::Session', names: { CGISESSID: 'session' } },
  { product: 'Mojolicious', names: { mojolicious: 'session' } },
  { product: 'Dancer', names: { 'dancer.session': 'session' } },
  { product: 'Plack', names: { plack_session: 'session' } },
  { product: 'Dart (shelf, Angel)', names: { DARTSESSID: 'session' } },
  {
    product: 'Streamlit',
    names: {
      _streamlit_xsrf: 'csrf',
      _streamlit_csrf: 'csrf',
      streamlit_session: 'session',
      _streamlit_user: { role: 'sign-in', chunks: '_n' },
    },
  },
  {
    // Known from the field, without a document that names their maker: nothing is said of whose they are.
    names: { fuelcid: 'session', fuelfid: 'session' },
  },
] as const satisfies readonly NameGroupOf<string>[];

/** The seconds that a value of gorilla/securecookie begins with. */
function gorillaTime(value: string): string | undefined {
  const bytes = decodeBase64(value);
  return bytes === null ? undefined : /^(\d{10})\|/.exec(String.fromCharCode(...bytes.subarray(0, 11)))?.[1];
}
