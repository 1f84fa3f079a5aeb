/** What a cookie name says about a cookie that carries a session id or a whole session. */
export interface SessionName {
  /** Who names it so, as people call it. */
  readonly framework: string;
  readonly pattern: RegExp;
  /** How much of a session the name promises: `certain` is used by one framework, `generic` by many things. */
  readonly weight: 'certain' | 'generic';
}

/** What a cookie is whose name looks like a session's, or that travels beside one, and is none. */
export type OtherKind =
  | 'analytics'
  | 'consent'
  | 'csrf'
  | 'remember-me'
  | 'load-balancer'
  | 'signature'
  | 'bot-protection'
  | 'preference'
  | 'payment'
  | 'sign-in-step';

export interface OtherName {
  readonly kind: OtherKind;
  /** Whose cookie it is, as people call it. */
  readonly owner: string;
  readonly pattern: RegExp;
}

const certain = (framework: string, pattern: RegExp): SessionName => ({ framework, pattern, weight: 'certain' });
const generic = (framework: string, pattern: RegExp): SessionName => ({ framework, pattern, weight: 'generic' });

/** `__Host-`, `__Secure-`, `__Http-`, `__Host-Http-` say how a cookie was set, not whose it is. */
const PREFIX = /^__(?:Host-Http|Host|Secure|Http)-/i;

/** Names by framework; the first match counts. Patterns see the name without its `__Host-` or `__Secure-`. */
export const SESSION_NAMES: readonly SessionName[] = [
  certain('express-session', /^connect\.sid$/),
  certain('Express (cookie-session)', /^express:sess$/),
  certain('Koa', /^koa[:.]sess(?:ion)?$/),
  certain('Sails', /^sails\.sid$/),
  certain('Django', /^sessionid$/),
  certain('PHP', /^PHPSESSID$/i),
  certain('Java servlet (Tomcat, Jetty)', /^JSESSIONID(?:SSO|[._-].*)?$/i),
  certain('Spring Session', /^SESSION$/),
  certain('ASP.NET', /^ASP\.NET_SessionId$/i),
  certain('Classic ASP', /^ASPSESSIONID[A-Z]{8}$/),
  certain('ASP.NET Core session', /^\.AspNetCore\.Session$/),
  certain('ASP.NET Core cookie sign-in', /^\.AspNetCore\.(?:Cookies|Identity\.Application)(?:C\d+)?$/),
  certain('ASP.NET forms sign-in', /^\.ASPXAUTH$/i),
  certain('Laravel', /^laravel_session$/),
  certain('CodeIgniter', /^ci_session$/),
  certain('CakePHP', /^CAKEPHP$/),
  certain('Yii', /^YIISESSID$/),
  certain('Symfony', /^symfony$/),
  certain('Drupal', /^S?SESS[0-9a-f]{32}$/),
  certain('WordPress', /^wordpress_(?:logged_in|sec)_[0-9a-f]{32}$|^wordpress_logged_in_/),
  certain('Moodle', /^MoodleSession/),
  certain('MediaWiki', /^[A-Za-z0-9]+(?:wiki|mw)[A-Za-z0-9_]*_?[sS]ession$/),
  generic('Magento', /^(?:frontend|adminhtml)$/),
  certain('PrestaShop', /^PrestaShop-[0-9a-f]{32}$/),
  generic('Joomla', /^[0-9a-f]{32}$/),
  certain('TYPO3', /^(?:fe|be)_typo_user$/),
  certain('GitLab', /^_gitlab_session(?:_[0-9a-f]+)?$/),
  certain('Mastodon', /^_mastodon_session$/),
  certain('Redmine', /^_redmine_session$/),
  certain('Discourse', /^_forum_session$/),
  certain('Rack', /^rack\.session$/),
  certain('aiohttp-session', /^AIOHTTP_SESSION$/),
  certain('Pyramid / Beaker', /^beaker\.session\.id$/),
  certain('Bottle / CherryPy', /^session_id_(?:[a-z]+)$/),
  certain('Gitea', /^i_like_gitea$/),
  certain('Trac', /^trac_(?:session|auth)$/),
  certain('XenForo', /^xf_session(?:_admin)?$/),
  certain('Auth.js', /^authjs\.session-token(?:\.\d+)?$/),
  certain('NextAuth.js', /^next-auth\.session-token(?:\.\d+)?$/),
  certain('Better Auth', /^better-auth\.session_token$/),
  certain('Lucia', /^auth_session$/),
  certain('Supabase', /^sb-[a-z0-9]+-auth-token(?:\.\d+)?$/),
  certain('Remix', /^__session$/),
  certain('Nuxt', /^nuxt-session$/),
  certain('AdonisJS', /^adonis-session$/),
  certain('Keycloak', /^(?:AUTH_SESSION_ID|KEYCLOAK_SESSION|KEYCLOAK_IDENTITY)(?:_LEGACY)?$/),
  certain('ColdFusion', /^(?:CFID|CFTOKEN)$/i),
  certain('WebSphere', /^LtpaToken2?$/i),
  certain('WebLogic', /^(?:ADMINCONSOLESESSION|WLSESSIONID)$/),
  certain('Play', /^PLAY_SESSION$/),
  certain('Revel', /^REVEL_SESSION$/),
  certain('Grafana', /^grafana_session$/),
  certain('oauth2-proxy', /^_oauth2_proxy(?:_\d+)?$/),
  certain('Apache mod_auth_openidc', /^mod_auth_openidc_session$/),
  certain('Shibboleth', /^_shibsession_/),
  certain('SAP', /^(?:MYSAPSSO2|SAP_SESSIONID_[A-Z0-9]{3}_\d{3})$/),
  certain('Salesforce', /^sid_Client$/),
  generic('Rails, Phoenix', /^_[a-z0-9][a-z0-9_-]*_(?:session|key)$/),
  generic('Laravel', /^[a-z0-9][a-z0-9_-]*_session$/),
  generic('Flask, Starlette, cookie-session', /^session$/),
  generic('Fastify', /^sessionId$/),
  generic('Fiber, FastAPI and others', /^session[_-]id$/i),
  generic('actix-session', /^id$/),
  generic('hapi', /^(?:hapi|yar)-?session$|^session-?cookie$/i),
  generic('many servers', /^(?:sid|sessid|sess|sessionid|session[_-]?token|user[_-]?session|app[_-]?session|appsid)$/i),
  generic('many servers', /^[a-z0-9]+[._-](?:sid|sess|session|sessionid)$/i),
];

const other = (kind: OtherKind, owner: string, pattern: RegExp): OtherName => ({ kind, owner, pattern });

/** Names that look like a session's or stand beside one; asked before SESSION_NAMES. */
export const OTHER_NAMES: readonly OtherName[] = [
  other('analytics', 'Google Analytics', /^_g(?:a|id|at|ac|cl)(?:$|_)/),
  other('analytics', 'Google Analytics', /^__utm[a-z]{1,2}$/),
  other('analytics', 'Microsoft Ads', /^_uet(?:sid|vid)$/),
  other('analytics', 'Microsoft Clarity', /^_clck$|^_clsk$/),
  other('analytics', 'Azure Application Insights', /^ai_(?:session|user)$/),
  other('analytics', 'Meta', /^_fb[pc]$/),
  other('analytics', 'Taboola', /^(?:t_gid|taboola_.*)$/),
  other('analytics', 'Hotjar', /^_hj/),
  other('analytics', 'Matomo', /^_pk_(?:id|ses|ref|cvar|hsr|testcookie)|^MATOMO_SESSID$/),
  other('analytics', 'Shopify', /^_(?:shopify_[sy]|s|y|landing_page|orig_referrer)$/),
  other('analytics', 'HubSpot', /^__hs(?:sc|src|tc)$|^hubspotutk$/),
  other('analytics', 'Snowplow', /^_sp_(?:id|ses)\./),
  other('analytics', 'Amplitude', /^(?:AMP|amp|amplitude)_/),
  other('analytics', 'Mixpanel', /^mp_[0-9a-f]+_mixpanel$/),
  other('analytics', 'Segment', /^ajs_(?:anonymous|user|group)_id$|^analytics_session_id/),
  other('analytics', 'PostHog', /^ph_.*_posthog$/),
  other('analytics', 'Datadog', /^_dd_s$/),
  other('analytics', 'New Relic', /^NRBA_SESSION/),
  other('analytics', 'Adobe', /^(?:s_(?:cc|sq|vi|fid)|AMCVS?_.*|mbox)$/),
  other('analytics', 'Piano', /^_pc(?:id|tx|us)$|^_pprv$/),
  other('analytics', 'Yandex Metrica', /^_ym_|^yandexuid$/),
  other('analytics', 'Heap', /^_hp2_/),
  other('analytics', 'FullStory', /^fs_(?:uid|lua)$/),
  other('analytics', 'Quantcast', /^__qca$/),
  other('analytics', 'TikTok', /^_ttp$|^_tt_enable_cookie$|^ttcsid/),
  other('analytics', 'LinkedIn', /^(?:li_gc|lidc|bcookie|AnalyticsSyncHistory)$/),
  other('analytics', 'Optimizely', /^optimizely/i),
  other('consent', 'OneTrust', /^Optanon(?:Consent|AlertBoxClosed)$/),
  other('consent', 'Cookiebot', /^CookieConsent/),
  other('consent', 'IAB TCF', /^euconsent(?:-v2)?$/i),
  other(
    'consent',
    'a consent banner',
    /^(?:cookie[_-]?(?:consent|notice|law|policy|preferences|banner)|consent|gdpr|cc_cookie|moove_gdpr|didomi_token|CookieYes|cookieyes-consent|borlabs-cookie|usercentrics|SOCS|CONSENT)/i,
  ),
  other('csrf', 'Django', /^csrftoken$/),
  other('csrf', 'Angular, Laravel and others', /^XSRF-TOKEN$/i),
  other('csrf', 'ASP.NET', /^\.AspNetCore\.Antiforgery\.|^__RequestVerificationToken/),
  other('csrf', 'Auth.js', /^(?:authjs|next-auth)\.csrf-token$/),
  other(
    'csrf',
    'a CSRF guard',
    /^_?(?:x-)?csrf(?:[_-]?(?:token|cookie|cookie_name|key|secret))?$|^[a-z0-9._-]*[._-]csrf(?:[_-]?token)?$/i,
  ),
  other('remember-me', 'Laravel', /^remember_(?:web|[a-z]+)_[0-9a-f]{40}$/),
  other('remember-me', 'Spring, Symfony, Devise and others', /^remember[_-]?(?:me|token|user_token)$/i),
  other('remember-me', 'Rails Devise', /^remember_[a-z]+_token$/),
  other('load-balancer', 'AWS load balancer', /^AWS(?:ALB|ALBCORS|ALBTG|ALBTGCORS|ELB|ELBCORS|ALBAuthNonce)$/),
  other('load-balancer', 'Azure', /^ARRAffinity(?:SameSite)?$|^ApplicationGatewayAffinity/),
  other(
    'load-balancer',
    'HAProxy, nginx, Traefik',
    /^(?:SERVERID|SRV|srv_id|ROUTEID|route|INGRESSCOOKIE|_?lb|sticky|traefik|BALANCEID)$/i,
  ),
  other('load-balancer', 'F5 BIG-IP', /^BIGipServer/),
  other('load-balancer', 'Citrix', /^(?:NSC_|citrix_ns_id)/),
  other('load-balancer', 'Google Cloud', /^(?:GCLB|GCILB)$/),
  other('load-balancer', 'Heroku', /^heroku-session-affinity$/),
  other('bot-protection', 'Cloudflare', /^(?:__cf_bm|cf_clearance|__cflb|__cfruid|__cfduid|_cfuvid)$/),
  other('bot-protection', 'Akamai', /^(?:ak_bmsc|bm_s[vz]|bm_mi|_abck)$/),
  other('bot-protection', 'Imperva', /^(?:incap_ses_|visid_incap_|nlbi_|reese84)/),
  other('bot-protection', 'DataDome, PerimeterX', /^(?:datadome|_px\w*|pxcts)$/),
  other('payment', 'Stripe', /^__stripe_[ms]id$/),
  other('signature', 'cookie-session, Koa (keygrip)', /\.sig$/),
  other('sign-in-step', 'Auth.js', /^(?:authjs|next-auth)\.(?:callback-url|state|pkce\.code_verifier|nonce)$/),
  other('sign-in-step', 'OpenID Connect', /^\.AspNetCore\.(?:OpenIdConnect|Correlation)\.|^mod_auth_openidc_state_/),
  other('sign-in-step', 'Keycloak', /^KC_(?:RESTART|AUTH_SESSION_HASH|STATE_CHECKER)$/),
  other('preference', 'Keycloak', /^KEYCLOAK_(?:LOCALE|REMEMBER_ME)(?:_LEGACY)?$/),
  other('preference', 'WordPress', /^wp-settings-(?:time-)?\d+$|^wordpress_test_cookie$/),
  other(
    'preference',
    'many sites',
    /^(?:lang(?:uage)?|locale|i18n|theme|timezone|tz|color[_-]?scheme|dark[_-]?mode|currency)$/i,
  ),
];

/** Longest name that is matched against the tables; no framework writes a longer one. */
const LONGEST_NAME = 200;

/** The name without `__Host-` and its kind. */
export function withoutPrefix(name: string): string {
  return name.replace(PREFIX, '');
}

/** Answers given before: a trace asks for the same few names at every request, and each asks some sixty patterns. */
const sessionAnswers = new Map<string, SessionName | undefined>();
const otherAnswers = new Map<string, OtherName | undefined>();
const MOST_REMEMBERED = 1_000;

function once<V>(answers: Map<string, V>, name: string, find: () => V): V {
  if (!answers.has(name)) {
    if (answers.size >= MOST_REMEMBERED) answers.clear();
    answers.set(name, find());
  }
  return answers.get(name) as V;
}

/** Which framework names its session cookie so; undefined when none is known to, or when it is known to be something else. */
export function knownSessionName(name: string): SessionName | undefined {
  if (name.length > LONGEST_NAME) return undefined;
  return once(sessionAnswers, name, () => {
    if (notASessionName(name) !== undefined) return undefined;
    const bare = withoutPrefix(name);
    return SESSION_NAMES.find(({ pattern }) => pattern.test(name) || pattern.test(bare));
  });
}

/** What a cookie is whose name is known not to be a session's; undefined when nothing is known. */
export function notASessionName(name: string): OtherName | undefined {
  if (name.length > LONGEST_NAME) return undefined;
  return once(otherAnswers, name, () => {
    const bare = withoutPrefix(name);
    return OTHER_NAMES.find(({ pattern }) => pattern.test(name) || pattern.test(bare));
  });
}
