import { decodeBase64Text } from '../../../base64.ts';
import { routedParts, UUID, UUID_V4_BITS } from '../../../value-rules/read-parts.ts';
import type { NameGroupOf } from '../../name-record.ts';

/** Names and values that Java’s servers and frameworks write. */
export const JAVA_NAMES = [
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
    values: [
      {
        format: 'jetty',
        label: { kind: 'id', maker: 'Jetty' },
        pattern: /^(node0[a-z0-9]{15,40})(?:\.(\w{1,64}))?$/,
        idGroup: 1,
        parts: ([, id, route]) => routedParts(id, route),
      },
    ],
  },
  // Spring's is an id: a token or a text in a cookie of this name is of somebody else.
  { names: { SESSION: { role: 'session', when: 'jwt' } } },
  { names: { SESSION: { role: 'session', when: 'base64-json' } } },
  { names: { SESSION: { role: 'session', when: 'json' } } },
  { names: { SESSION: { role: 'session', when: 'text' } } },
  {
    product: 'Spring Session',
    framework: 'spring',
    names: {
      SESSION: { role: 'session', format: 'spring-session' },
      'remember-me': { role: 'remember-me', certainty: 'generic' },
    },
    values: [
      {
        format: 'spring-session',
        label: { kind: 'id', maker: 'Spring Session' },
        pattern: /^[A-Za-z0-9+/]{48}$/,
        accepts: ([value = '']) => UUID.test(decodeBase64Text(value) ?? ''),
        random: true,
        designBits: UUID_V4_BITS,
        parts: ([value = '']) => [{ kind: 'id', text: value, decoded: decodeBase64Text(value) ?? '' }],
      },
    ],
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
      'q_session_*': 'session',
    },
  },
] as const satisfies readonly NameGroupOf<string>[];
