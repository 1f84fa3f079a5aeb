import type { NameGroup } from '../../name-record.ts';

/** Names that Java’s servers and frameworks write. */
export const JAVA_NAMES: readonly NameGroup[] = [
  {
    product: 'Java servlet',
    framework: 'java-servlet',
    names: {
      JSESSIONID: { role: 'session', format: 'tomcat', anyCase: true },
      'JSESSIONID.*': 'session',
      'JSESSIONID_*': 'session',
      'JSESSIONID-*': 'session',
      JSESSIONIDSSO: 'sign-in',
    },
  },
  {
    product: 'Spring Session',
    framework: 'spring',
    names: {
      SESSION: { role: 'session', format: 'spring-session' },
      'remember-me': { role: 'remember-me', certainty: 'generic' },
    },
  },
  { product: 'Apache Shiro', framework: 'shiro', names: { rememberMe: { role: 'remember-me', certainty: 'generic' } } },
  { product: 'Sa-Token', names: { satoken: 'sign-in' } },
  {
    product: 'Play',
    framework: 'play',
    names: { PLAY_SESSION: { role: 'session', format: 'jwt' }, PLAY_FLASH: 'message', PLAY_LANG: 'preference' },
  },
  { product: 'Vert.x', framework: 'vertx', names: { 'vertx-web.session': 'session' } },
  {
    product: 'Quarkus',
    framework: 'quarkus',
    names: {
      'quarkus-credential': 'sign-in',
      'quarkus-redirect-location': 'state',
      q_session: { role: 'session', chunks: '_n', family: 'quarkus-oidc' },
      q_session_at: { role: 'access-token', family: 'quarkus-oidc' },
      q_session_rt: { role: 'refresh-token', family: 'quarkus-oidc' },
      'q_auth_*': 'state',
      q_post_logout: 'state',
    },
  },
];
