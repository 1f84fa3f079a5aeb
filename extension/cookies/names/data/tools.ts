import type { NameGroup } from '../known-cookie.ts';

/** Names of what developers and administrators work with. */
export const TOOL_NAMES: readonly NameGroup[] = [
  {
    product: 'Proxmox',
    names: {
      PVEAuthCookie: 'sign-in',
      PBSAuthCookie: 'sign-in',
      PMGAuthCookie: 'sign-in',
      PVELangCookie: 'preference',
      PDMAuthCookie: 'sign-in',
    },
  },
  { product: 'Plesk', names: { PLESKSESSID: 'session', plesk_technical_domain: 'other' } },
  {
    product: 'cPanel',
    names: {
      cpsession: 'session',
      whostmgrsession: 'session',
      webmailsession: 'session',
      cprelogin: 'other',
      whostmgrrelogin: 'other',
      webmailrelogin: 'other',
      session_locale: { role: 'preference', certainty: 'generic' },
    },
  },
  {
    product: 'Webmin',
    names: { usid: { role: 'session', certainty: 'vague' }, testing: { role: 'probe', certainty: 'generic' } },
  },
  {
    product: 'phpMyAdmin',
    names: {
      phpMyAdmin: 'session',
      phpMyAdmin_https: 'session',
      'pmaUser-*': { role: 'sign-in', family: 'phpmyadmin' },
      'pmaAuth-*': { role: 'sign-in', family: 'phpmyadmin' },
      pma_lang: 'preference',
      pma_lang_https: 'preference',
      pma_theme: 'preference',
      pma_collation_connection: 'preference',
    },
  },
  { product: 'Adminer', names: { adminer_sid: 'session', adminer_key: 'other', adminer_permanent: 'remember-me' } },
  {
    product: 'pgAdmin',
    framework: 'flask',
    names: { pga4_session: 'session', PGADMIN_LANGUAGE: 'preference', PGADMIN_INT_KEY: 'other' },
  },
  {
    product: 'JupyterHub',
    framework: 'tornado',
    names: {
      'jupyterhub-session-id': { role: 'session', format: 'tornado' },
      'jupyterhub-hub-login': { role: 'sign-in', format: 'tornado' },
      'jupyterhub-user-*': { role: 'sign-in', format: 'tornado' },
      'jupyterhub-services': 'sign-in',
    },
  },
  { product: 'Jupyter', framework: 'tornado', names: { 'username-*': { role: 'sign-in', when: 'tornado' } } },
  {
    product: 'RStudio',
    names: {
      'user-id': { role: 'sign-in', certainty: 'vague' },
      'user-list-id': 'other',
      'rs-csrf-token': 'csrf',
      'csrf-token': { role: 'csrf', when: 'uuid-v4' },
    },
  },
  { product: 'n8n', names: { 'n8n-auth': { role: 'sign-in', format: 'jwt' } } },
  {
    product: 'Metabase',
    names: {
      'metabase.SESSION': { role: 'session', format: 'uuid-v4' },
      'metabase.DEVICE': 'device',
      'metabase.TIMEOUT': 'sign-in-status',
      'metabase.EMBEDDED_SESSION': 'session',
    },
  },
  {
    product: 'Grafana',
    names: {
      grafana_session: { role: 'session', format: 'hex-32' },
      grafana_session_expiry: 'sign-in-status',
      oauth_code_verifier: 'state',
      grafana_remember: 'remember-me',
      grafana_sess: 'session',
    },
  },
  { product: 'Kibana', names: { sid: { role: 'session', when: 'iron' } } },
  {
    product: 'OpenSearch Dashboards',
    framework: 'hapi',
    names: {
      security_authentication: { role: 'sign-in', format: 'iron' },
      'security_authentication_saml{digit}': 'sign-in',
      'security_authentication_oidc{digit}': 'sign-in',
      security_storage: 'preference',
    },
  },
  { product: 'Zabbix', names: { zbx_session: { role: 'session', format: 'base64-json' }, zbx_sessionid: 'session' } },
  {
    product: 'Icinga Web',
    names: {
      Icingaweb2: 'session',
      'icingaweb2-session': 'preference',
      'icingaweb2-tzo': 'preference',
      'icingaweb2-remember-me': 'remember-me',
    },
  },
  {
    product: 'Cacti',
    names: {
      Cacti: 'session',
      cacti_remembers: 'remember-me',
      CactiDateTime: 'preference',
      CactiTimeZone: 'preference',
    },
  },
  {
    product: 'Splunk',
    names: {
      'splunkd_{digit}': 'session',
      'splunkweb_csrf_token_{digit}': 'csrf',
      splunkweb_uid: 'device',
      'session_id_{digit}': { role: 'session', certainty: 'generic' },
    },
  },
  {
    product: 'Argo CD',
    names: {
      'argocd.oauthState': 'state',
      'argocd.token': { role: 'sign-in', format: 'jwt', chunks: '-n' },
      'argocd.oauthstate': 'state',
    },
  },
  {
    product: 'Rancher',
    names: {
      R_LOCALE: 'preference',
      R_SESS: 'sign-in',
      R_PCS: 'preference',
      R_USERNAME: 'preference',
      R_REDIRECTED: 'other',
    },
  },
  { product: 'Portainer', names: { portainer_api_key: { role: 'sign-in', format: 'jwt' } } },
  {
    product: 'AWX',
    framework: 'django',
    names: {
      awx_sessionid: { role: 'session', format: 'django-id' },
      gateway_sessionid: { role: 'session', format: 'django-id' },
      userLoggedIn: 'sign-in-status',
      awx_csrftoken: 'csrf',
    },
  },
  {
    product: 'GitLab',
    framework: 'rails',
    names: {
      _gitlab_session: { role: 'session', format: 'hex-32' },
      '_gitlab_session_*': { role: 'session', format: 'hex-32' },
      known_sign_in: 'device',
      experimentation_subject_id: 'analytics',
      about_gitlab_active_user: 'sign-in-status',
    },
  },
  {
    product: 'GitHub',
    framework: 'rails',
    names: {
      user_session_same_site: 'sign-in',
      gist_user_session: 'sign-in',
      _gh_sess: { role: 'session', format: 'rails-encrypted' },
      saved_user_sessions: 'device',
      logged_in: { role: 'sign-in-status', certainty: 'generic' },
      dotcom_user: 'sign-in-status',
      _device_id: { role: 'device', certainty: 'generic' },
      _octo: 'analytics',
      has_recent_activity: 'sign-in-status',
      cpu_bucket: 'monitoring',
      preferred_color_mode: 'preference',
      private_mode_user_session: 'session',
    },
  },
  {
    product: 'Gitea',
    names: {
      i_like_gitea: { role: 'session', format: 'hex' },
      gitea_incredible: 'remember-me',
      gitea_awesome: 'remember-me',
      session_forgejo: 'session',
      i_like_forgejo: 'session',
    },
  },
  {
    product: 'Gogs',
    names: {
      i_like_gogs: 'session',
      i_like_gogits: 'session',
      gogs_awesome: 'remember-me',
      gogs_incredible: 'remember-me',
    },
  },
  {
    product: 'Atlassian',
    names: {
      'atlassian.xsrf.token': 'csrf',
      'seraph.rememberme.cookie': 'remember-me',
      'seraph.confluence': 'remember-me',
      'seraph.bamboo': 'remember-me',
      'cloud.session.token': { role: 'sign-in', format: 'jwt' },
      'tenant.session.token': { role: 'sign-in', format: 'jwt' },
      'atlassian.account.xsrf.token': 'csrf',
      'jira.editor.user.mode': 'preference',
      'AJS.conglomerate.cookie': 'preference',
      'confluence.browse.space.cookie': 'preference',
      BAMBOOSESSIONID: 'session',
      FESESSIONID: 'session',
      'fecru.*': 'other',
      'crowd.token_key': 'sign-in',
      BITBUCKETSESSIONID: 'session',
      _atl_bitbucket_remember_me: 'remember-me',
      'studio.crowd.tokenkey': 'sign-in',
    },
  },
  {
    product: 'Jenkins',
    names: {
      ACEGI_SECURITY_HASHED_REMEMBER_ME_COOKIE: 'remember-me',
      'JSESSIONID.{hex8}': { role: 'session', format: 'jetty' },
      'jenkins-timestamper-offset': 'preference',
      'jenkins-timestamper': 'preference',
      screenResolution: { role: 'preference', certainty: 'generic' },
    },
  },
  { product: 'SonarQube', names: { 'JWT-SESSION': { role: 'sign-in', format: 'jwt' } } },
  { product: 'Gerrit', names: { GerritAccount: 'sign-in', XSRF_TOKEN: { role: 'csrf', certainty: 'generic' } } },
  {
    product: 'Phabricator',
    names: {
      phsid: { role: 'session' },
      phusr: 'sign-in-status',
      phcid: 'state',
      next_uri: { role: 'state', certainty: 'generic' },
    },
  },
  { product: 'Trac', names: { trac_session: 'session', trac_auth: 'sign-in', trac_form_token: 'csrf' } },
  {
    product: 'Redmine',
    framework: 'rails',
    names: {
      _redmine_session: { role: 'session', format: 'rails-signed' },
      autologin: { role: 'remember-me', certainty: 'generic' },
    },
  },
  {
    product: 'Bugzilla',
    names: {
      Bugzilla_login: { role: 'sign-in', family: 'bugzilla' },
      Bugzilla_logincookie: { role: 'sign-in', family: 'bugzilla' },
      Bugzilla_login_request_cookie: 'csrf',
    },
  },
  {
    product: 'MantisBT',
    names: {
      MANTIS_secure_session: 'other',
      MANTIS_STRING_COOKIE: 'sign-in',
      MANTIS_PROJECT_COOKIE: 'preference',
      MANTIS_VIEW_ALL_COOKIE: 'preference',
    },
  },
  {
    product: 'OpenProject',
    framework: 'rails',
    names: { _open_project_session_access: 'other', _open_project_session: { role: 'session', format: 'hex-32' } },
  },
  {
    product: 'Pterodactyl',
    framework: 'laravel',
    names: { pterodactyl_session: { role: 'session', format: 'laravel' } },
  },
  { product: 'Cockpit', names: { cockpit: { role: 'sign-in', certainty: 'vague' }, CockpitLang: 'preference' } },
  {
    product: 'OpenWrt LuCI',
    names: {
      sysauth: { role: 'session', format: 'hex-32' },
      sysauth_http: { role: 'session', format: 'hex-32' },
      sysauth_https: { role: 'session', format: 'hex-32' },
    },
  },
  {
    names: {
      rsconnect: 'session',
      'RSC-XSRF': 'csrf',
      nagiosxi: 'session',
      'VSPHERE-USERNAME': 'sign-in-status',
      VW_ADMIN: 'sign-in',
      _appwebSessionId_: 'session',
      '-http-session-': 'session',
    },
  },
];
