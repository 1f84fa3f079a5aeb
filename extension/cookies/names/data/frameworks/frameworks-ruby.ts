import type { NameGroup } from '../../name-record.ts';

/** Names that the frameworks of Ruby and Elixir write. */
export const RUBY_NAMES: readonly NameGroup[] = [
  {
    product: 'Rails',
    framework: 'rails',
    names: {
      '_*_session': { role: 'session', when: 'rails-encrypted' },
      '*_session': { role: 'session', when: 'rails-signed' },
      _session_id: { role: 'session', certainty: 'generic' },
    },
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
      '_*_key': { role: 'session', certainty: 'generic', format: 'phoenix' },
      '_*_web_user_remember_me': 'remember-me',
      '_*_user_remember_me': 'remember-me',
    },
  },
];
