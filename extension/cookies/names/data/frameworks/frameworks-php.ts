import { readBase64Object } from '../../../base64.ts';
import { part } from '../../../value-rules/read-parts.ts';
import type { NameGroupOf } from '../../name-record.ts';

/** Names and values that PHP and its frameworks write. */
export const PHP_NAMES = [
  { product: 'PHP', framework: 'php', names: { PHPSESSID: { role: 'session', format: 'php-26', anyCase: true } } },
  {
    product: 'Laravel',
    framework: 'laravel',
    names: {
      laravel_session: { role: 'session', format: 'laravel' },
      'laravel-session': { role: 'session', format: 'laravel' },
      '*_session': { role: 'session', when: 'laravel' },
      '*-session': { role: 'session', when: 'laravel' },
      'XSRF-TOKEN': { role: 'csrf', when: 'laravel' },
      'remember_web_*': { role: 'remember-me', format: 'laravel' },
      'remember_{alnum}_{hex40}': { role: 'remember-me', format: 'laravel' },
      laravel_cookie_consent: 'consent',
    },
    values: [
      {
        format: 'laravel',
        label: { kind: 'encrypted', maker: 'Laravel' },
        pattern: /^eyJpdi[A-Za-z0-9+/_-]*={0,2}$/,
        accepts: ([value = '']) => {
          const json = readBase64Object(value);
          return typeof json?.['iv'] === 'string' && typeof json['value'] === 'string';
        },
        clientSide: true,
        holds: 'sealed',
        signed: true,
        random: true,
        parts: ([value = '']) => [{ kind: 'encrypted', text: value, json: readBase64Object(value) }],
      },
    ],
  },
  {
    product: 'Symfony',
    framework: 'symfony',
    names: {
      symfony: 'session',
      REMEMBERME: 'remember-me',
      sf_redirect: 'message',
      main_auth_profile_token: 'other',
      'csrf-token_*': 'csrf',
    },
  },
  {
    product: 'CodeIgniter',
    framework: 'codeigniter',
    names: { ci_session: 'session', csrf_cookie_name: 'csrf', ci_csrf_token: 'csrf' },
  },
  {
    product: 'CakePHP',
    framework: 'cakephp',
    names: { CAKEPHP: 'session', csrfToken: { role: 'csrf', certainty: 'generic' }, CookieAuth: 'remember-me' },
    values: [
      {
        format: 'cakephp',
        label: { kind: 'encrypted', maker: 'CakePHP' },
        pattern: /^Q2FrZQ==\.([A-Za-z0-9+/]{20,}={0,2})$/,
        clientSide: true,
        holds: 'sealed',
        signed: true,
        random: true,
        parts: ([, data]) => [part('encrypted', data)],
      },
    ],
  },
  {
    product: 'Yii',
    framework: 'yii',
    names: {
      YIISESSID: 'session',
      'advanced-frontend': 'session',
      'advanced-backend': 'session',
      YII_CSRF_TOKEN: 'csrf',
      '_csrf-frontend': 'csrf',
      '_csrf-backend': 'csrf',
      _identity: { role: 'remember-me', certainty: 'generic' },
      '_identity-frontend': 'remember-me',
      '_identity-backend': 'remember-me',
    },
  },
  { product: 'Kohana', names: { kohanasession: 'session', kohanasession_data: 'session' } },
  { product: 'Laminas / Zend Server', names: { ZENDSERVERSESSID: 'session', ZDEDebuggerPresent: 'other' } },
  { product: 'Nette', names: { 'nette-browser': 'other', _nss: 'csrf', 'nette-samesite': 'csrf' } },
  {
    product: 'ThinkPHP',
    names: { thinkphp_show_page_trace: 'other', think_lang: 'preference', think_var: 'preference' },
  },
] as const satisfies readonly NameGroupOf<string>[];
