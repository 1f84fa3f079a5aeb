import { part, payloadPart, signature } from '../../../value-rules/read-parts.ts';
import type { NameGroupOf } from '../../name-record.ts';

/** Names and values that the frameworks of Ruby and Elixir write. */
export const RUBY_NAMES = [
  {
    product: 'Rails',
    framework: 'rails',
    names: {
      '_*_session': { role: 'session', when: 'rails-encrypted' },
      '*_session': { role: 'session', when: 'rails-signed' },
      _session_id: { role: 'session', certainty: 'generic' },
    },
    values: [
      {
        format: 'rails-encrypted',
        label: { kind: 'encrypted', maker: 'Rails' },
        pattern: /^([A-Za-z0-9+/=]+)--([A-Za-z0-9+/]{16})--([A-Za-z0-9+/]{22}==)$/,
        clientSide: true,
        holds: 'data',
        signed: true,
        random: true,
        parts: ([, data, nonce, tag]) => [part('encrypted', data), part('nonce', nonce), signature(tag)],
      },
      {
        format: 'rails-signed',
        label: { kind: 'signed', maker: 'Rails (Rack)' },
        pattern: /^([A-Za-z0-9+/=_-]+)--([0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{128})$/,
        accepts: ([, data = '']) => payloadPart(data) !== null,
        clientSide: true,
        holds: 'data',
        signed: true,
        random: true,
        parts: ([, data = '', sealed]) => [payloadPart(data) ?? part('payload', data), signature(sealed)],
      },
    ],
  },
  {
    product: 'Devise',
    framework: 'rails',
    names: { remember_user_token: { role: 'remember-me', format: 'rails-signed' }, 'remember_*_token': 'remember-me' },
  },
  { product: 'Rack', framework: 'rack', names: { 'rack.session': { role: 'session', format: 'rails-signed' } } },
  {
    product: 'Phoenix',
    framework: 'phoenix',
    names: {
      '_*_key': { role: 'session', certainty: 'generic', when: 'phoenix' },
      '_*_web_user_remember_me': 'remember-me',
      '_*_user_remember_me': 'remember-me',
    },
    values: [
      {
        format: 'phoenix',
        label: { kind: 'signed', maker: 'Phoenix (Plug)' },
        pattern: /^SFMyNTY\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]{43})$/,
        clientSide: true,
        holds: 'data',
        signed: true,
        random: true,
        parts: ([, body, sealed]) => [part('payload', body), signature(sealed)],
      },
    ],
  },
] as const satisfies readonly NameGroupOf<string>[];
