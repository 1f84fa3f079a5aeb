import type { RemedyCode } from './remedies.ts';
import type { SettingsId } from './settings-id.ts';

/** A setting that fixes something, as it stands in the code, and where the framework's own documentation has it. */
export interface FrameworkSetting {
  /** Code: it is shown as it stands, in every language. */
  readonly code: string;
  readonly docs: string;
}

export interface Framework {
  /** As people call it. */
  readonly name: string;
  readonly settings: Readonly<Partial<Record<RemedyCode, FrameworkSetting>>>;
}

const DJANGO = 'https://docs.djangoproject.com/en/stable/ref/settings/';
const FLASK = 'https://flask.palletsprojects.com/en/stable/config/';
const STARLETTE = 'https://www.starlette.io/middleware/#sessionmiddleware';
const EXPRESS = 'https://expressjs.com/en/resources/middleware/session.html';
const EXPRESS_PROXY = 'https://expressjs.com/en/guide/behind-proxies.html';
const PHP = 'https://www.php.net/manual/en/session.configuration.php';
const LARAVEL = 'https://laravel.com/docs/session';
const RAILS = 'https://api.rubyonrails.org/classes/ActionDispatch/Cookies.html';
const RAILS_STORE = 'https://api.rubyonrails.org/classes/ActionDispatch/Session/CookieStore.html';
const SPRING = 'https://docs.spring.io/spring-boot/appendix/application-properties/index.html';
const ASPNET = 'https://learn.microsoft.com/aspnet/core/security/samesite';
const ASPNET_KEYS = 'https://learn.microsoft.com/aspnet/core/security/data-protection/configuration/overview';
const GO = 'https://pkg.go.dev/net/http#Cookie';

const at = (docs: string, code: string): FrameworkSetting => ({ code, docs });

/** What each framework calls the settings that fix a session. */
export const FRAMEWORKS: Readonly<Record<SettingsId, Framework>> = {
  django: {
    name: 'Django',
    settings: {
      'same-site-none': at(
        `${DJANGO}#session-cookie-samesite`,
        "SESSION_COOKIE_SAMESITE = 'None'; SESSION_COOKIE_SECURE = True",
      ),
      'same-site-lax': at(`${DJANGO}#session-cookie-samesite`, "SESSION_COOKIE_SAMESITE = 'Lax'"),
      'add-secure': at(`${DJANGO}#session-cookie-secure`, 'SESSION_COOKIE_SECURE = True'),
      'secure-needs-https': at(`${DJANGO}#session-cookie-secure`, 'SESSION_COOKIE_SECURE = False  # in development'),
      'trust-proxy': at(
        `${DJANGO}#secure-proxy-ssl-header`,
        "SECURE_PROXY_SSL_HEADER = ('HTTP_X_FORWARDED_PROTO', 'https')",
      ),
      'drop-domain': at(`${DJANGO}#session-cookie-domain`, 'SESSION_COOKIE_DOMAIN = None'),
      'fix-domain': at(
        `${DJANGO}#session-cookie-domain`,
        "SESSION_COOKIE_DOMAIN = 'example.com'  # a host name, no URL",
      ),
      'one-domain': at(`${DJANGO}#session-cookie-domain`, 'SESSION_COOKIE_DOMAIN = None'),
      'set-path': at(`${DJANGO}#session-cookie-path`, "SESSION_COOKIE_PATH = '/'"),
      'rename-cookie': at(`${DJANGO}#session-cookie-name`, "SESSION_COOKIE_NAME = 'myapp_sessionid'"),
      'share-secrets': at(
        `${DJANGO}#secret-key`,
        'SECRET_KEY = …  # the same in every process; SECRET_KEY_FALLBACKS while it changes',
      ),
      'share-store': at(`${DJANGO}#session-engine`, "SESSION_ENGINE = 'django.contrib.sessions.backends.db'"),
      'keep-store': at(`${DJANGO}#session-engine`, "SESSION_ENGINE = 'django.contrib.sessions.backends.db'"),
      'longer-timeout': at(
        `${DJANGO}#session-cookie-age`,
        'SESSION_COOKIE_AGE = 1209600; SESSION_SAVE_EVERY_REQUEST = True',
      ),
      'server-side-session': at(`${DJANGO}#session-engine`, "SESSION_ENGINE = 'django.contrib.sessions.backends.db'"),
      'smaller-cookie': at(`${DJANGO}#session-engine`, "SESSION_ENGINE = 'django.contrib.sessions.backends.db'"),
      'clear-as-set': at(
        'https://docs.djangoproject.com/en/stable/ref/request-response/#django.http.HttpResponse.delete_cookie',
        "response.delete_cookie(name, path='/', domain=…, samesite=…)",
      ),
      'end-on-server': at(
        'https://docs.djangoproject.com/en/stable/topics/auth/default/#how-to-log-a-user-out',
        'django.contrib.auth.logout(request)',
      ),
      'send-csrf-token': at(
        'https://docs.djangoproject.com/en/stable/howto/csrf/',
        '{% csrf_token %} in the form, or the header X-CSRFToken',
      ),
      'trust-origin': at(`${DJANGO}#csrf-trusted-origins`, "CSRF_TRUSTED_ORIGINS = ['https://app.example.com']"),
      'renew-at-change': at(
        'https://docs.djangoproject.com/en/stable/topics/auth/default/#session-invalidation-on-password-change',
        'update_session_auth_hash(request, user)',
      ),
      'rotate-at-login': at(
        'https://docs.djangoproject.com/en/stable/topics/auth/default/#how-to-log-a-user-in',
        'django.contrib.auth.login(request, user)  # it cycles the key',
      ),
    },
  },
  flask: {
    name: 'Flask',
    settings: {
      'same-site-none': at(
        `${FLASK}#SESSION_COOKIE_SAMESITE`,
        "SESSION_COOKIE_SAMESITE='None', SESSION_COOKIE_SECURE=True",
      ),
      'same-site-lax': at(`${FLASK}#SESSION_COOKIE_SAMESITE`, "SESSION_COOKIE_SAMESITE='Lax'"),
      'add-secure': at(`${FLASK}#SESSION_COOKIE_SECURE`, 'SESSION_COOKIE_SECURE=True'),
      'secure-needs-https': at(`${FLASK}#SESSION_COOKIE_SECURE`, 'SESSION_COOKIE_SECURE=False  # in development'),
      'trust-proxy': at(
        'https://flask.palletsprojects.com/en/stable/deploying/proxy_fix/',
        'app.wsgi_app = ProxyFix(app.wsgi_app, x_proto=1, x_host=1)',
      ),
      'drop-domain': at(`${FLASK}#SESSION_COOKIE_DOMAIN`, 'SESSION_COOKIE_DOMAIN=None'),
      'fix-domain': at(`${FLASK}#SESSION_COOKIE_DOMAIN`, "SESSION_COOKIE_DOMAIN='example.com'  # a host name, no URL"),
      'one-domain': at(`${FLASK}#SESSION_COOKIE_DOMAIN`, 'SESSION_COOKIE_DOMAIN=None'),
      'set-path': at(`${FLASK}#SESSION_COOKIE_PATH`, "SESSION_COOKIE_PATH='/'"),
      'rename-cookie': at(`${FLASK}#SESSION_COOKIE_NAME`, "SESSION_COOKIE_NAME='myapp_session'"),
      'share-secrets': at(
        `${FLASK}#SECRET_KEY`,
        'SECRET_KEY=…  # the same in every process, not os.urandom() at start',
      ),
      'longer-timeout': at(
        `${FLASK}#PERMANENT_SESSION_LIFETIME`,
        'PERMANENT_SESSION_LIFETIME=timedelta(days=31); session.permanent = True',
      ),
      'server-side-session': at('https://flask-session.readthedocs.io/', 'Flask-Session: SESSION_TYPE=…'),
      'send-csrf-token': at(
        'https://flask-wtf.readthedocs.io/en/stable/csrf/',
        'Flask-WTF: {{ csrf_token() }} in the form, or the header X-CSRFToken',
      ),
      'smaller-cookie': at('https://flask-session.readthedocs.io/', 'Flask-Session: SESSION_TYPE=…'),
      'clear-as-set': at(
        'https://flask.palletsprojects.com/en/stable/api/#flask.Response.delete_cookie',
        "response.delete_cookie(name, path='/', domain=…)",
      ),
    },
  },
  starlette: {
    name: 'Starlette, FastAPI',
    settings: {
      'same-site-none': at(STARLETTE, "SessionMiddleware(…, same_site='none', https_only=True)"),
      'same-site-lax': at(STARLETTE, "SessionMiddleware(…, same_site='lax')"),
      'add-secure': at(STARLETTE, 'SessionMiddleware(…, https_only=True)'),
      'secure-needs-https': at(STARLETTE, 'SessionMiddleware(…, https_only=False)  # in development'),
      'trust-proxy': at('https://www.uvicorn.org/deployment/', 'uvicorn --proxy-headers --forwarded-allow-ips=…'),
      'drop-domain': at(STARLETTE, 'SessionMiddleware(…, domain=None)'),
      'fix-domain': at(STARLETTE, "SessionMiddleware(…, domain='example.com')"),
      'one-domain': at(STARLETTE, 'SessionMiddleware(…, domain=None)'),
      'set-path': at(STARLETTE, "SessionMiddleware(…, path='/')"),
      'rename-cookie': at(STARLETTE, "SessionMiddleware(…, session_cookie='myapp_session')"),
      'share-secrets': at(STARLETTE, 'SessionMiddleware(…, secret_key=…)  # the same in every process'),
      'longer-timeout': at(STARLETTE, 'SessionMiddleware(…, max_age=14 * 24 * 3600)'),
      'clear-as-set': at(
        'https://www.starlette.io/responses/#delete-cookie',
        "response.delete_cookie(key, path='/', domain=…)",
      ),
    },
  },
  express: {
    name: 'Express',
    settings: {
      'same-site-none': at(`${EXPRESS}`, "cookie: { sameSite: 'none', secure: true }"),
      'same-site-lax': at(`${EXPRESS}`, "cookie: { sameSite: 'lax' }"),
      'add-secure': at(`${EXPRESS}`, 'cookie: { secure: true }'),
      'secure-needs-https': at(`${EXPRESS}`, "cookie: { secure: 'auto' }"),
      'trust-proxy': at(EXPRESS_PROXY, "app.set('trust proxy', 1)"),
      'drop-domain': at(`${EXPRESS}`, 'cookie: { /* no domain */ }'),
      'fix-domain': at(`${EXPRESS}`, "cookie: { domain: 'example.com' } // a host name, no URL"),
      'one-domain': at(`${EXPRESS}`, 'cookie: { /* no domain */ }'),
      'set-path': at(`${EXPRESS}`, "cookie: { path: '/' }"),
      'rename-cookie': at(`${EXPRESS}`, "session({ name: 'myapp.sid' })"),
      'share-secrets': at(`${EXPRESS}`, 'session({ secret: … }) // the same in every process'),
      'share-store': at(`${EXPRESS}`, 'session({ store: new RedisStore({ client }) })'),
      'keep-store': at(`${EXPRESS}`, 'session({ store: … }) // not MemoryStore'),
      'save-first': at(`${EXPRESS}#sessionsavecallback`, "req.session.save(() => res.redirect('/'))"),
      'longer-timeout': at(`${EXPRESS}`, 'session({ rolling: true, cookie: { maxAge: … } })'),
      'no-old-id': at(`${EXPRESS}`, 'session({ rolling: false })'),
      'start-with-one': at(`${EXPRESS}`, 'session({ saveUninitialized: false })'),
      'clear-as-set': at(
        'https://expressjs.com/en/api.html#res.clearCookie',
        "res.clearCookie(name, { path: '/', domain: …, secure: …, sameSite: … })",
      ),
      'end-on-server': at(`${EXPRESS}`, 'req.session.destroy()'),
      'rotate-at-login': at(`${EXPRESS}`, 'req.session.regenerate()'),
      'include-credentials': at(
        'https://expressjs.com/en/resources/middleware/cors.html',
        "fetch(url, { credentials: 'include' }); cors({ origin: …, credentials: true })",
      ),
    },
  },
  php: {
    name: 'PHP',
    settings: {
      'same-site-none': at(
        `${PHP}#ini.session.cookie-samesite`,
        'session.cookie_samesite = "None"; session.cookie_secure = 1',
      ),
      'same-site-lax': at(`${PHP}#ini.session.cookie-samesite`, 'session.cookie_samesite = "Lax"'),
      'add-secure': at(`${PHP}#ini.session.cookie-secure`, 'session.cookie_secure = 1'),
      'secure-needs-https': at(`${PHP}#ini.session.cookie-secure`, 'session.cookie_secure = 0 ; in development'),
      'drop-domain': at(`${PHP}#ini.session.cookie-domain`, 'session.cookie_domain = ""'),
      'fix-domain': at(
        `${PHP}#ini.session.cookie-domain`,
        'session.cookie_domain = "example.com" ; a host name, no URL',
      ),
      'one-domain': at(`${PHP}#ini.session.cookie-domain`, 'session.cookie_domain = ""'),
      'set-path': at(`${PHP}#ini.session.cookie-path`, 'session.cookie_path = "/"'),
      'rename-cookie': at(`${PHP}#ini.session.name`, 'session.name = "MYAPPSESSID"'),
      'share-store': at(`${PHP}#ini.session.save-handler`, 'session.save_handler = redis; session.save_path = …'),
      'keep-store': at(`${PHP}#ini.session.save-path`, 'session.save_path = … ; a folder that survives a restart'),
      'longer-timeout': at(`${PHP}#ini.session.gc-maxlifetime`, 'session.gc_maxlifetime = 14400'),
      'longer-cookie': at(
        `${PHP}#ini.session.cookie-lifetime`,
        'session.cookie_lifetime = 14400 ; PHP does not renew it: setcookie(session_name(), session_id(), …)',
      ),
      'regenerate-once': at(
        'https://www.php.net/manual/en/function.session-regenerate-id.php',
        'session_regenerate_id(false); delete the old session some seconds later',
      ),
      'clear-as-set': at(
        'https://www.php.net/manual/en/function.session-destroy.php',
        "setcookie(session_name(), '', [… session_get_cookie_params()]); session_destroy()",
      ),
      'end-on-server': at('https://www.php.net/manual/en/function.session-destroy.php', 'session_destroy()'),
      'rotate-at-login': at(
        'https://www.php.net/manual/en/function.session-regenerate-id.php',
        'session_regenerate_id(true)',
      ),
    },
  },
  laravel: {
    name: 'Laravel',
    settings: {
      'same-site-none': at(LARAVEL, 'SESSION_SAME_SITE=none, SESSION_SECURE_COOKIE=true'),
      'same-site-lax': at(LARAVEL, 'SESSION_SAME_SITE=lax'),
      'add-secure': at(LARAVEL, 'SESSION_SECURE_COOKIE=true'),
      'secure-needs-https': at(LARAVEL, 'SESSION_SECURE_COOKIE=false  # in development'),
      'trust-proxy': at(
        'https://laravel.com/docs/requests#configuring-trusted-proxies',
        "$middleware->trustProxies(at: '*')",
      ),
      'drop-domain': at(LARAVEL, 'SESSION_DOMAIN=null'),
      'fix-domain': at(LARAVEL, 'SESSION_DOMAIN=example.com  # a host name, no URL'),
      'one-domain': at(LARAVEL, 'SESSION_DOMAIN=null'),
      'set-path': at(LARAVEL, 'SESSION_PATH=/'),
      'rename-cookie': at(LARAVEL, 'SESSION_COOKIE=myapp_session'),
      'share-secrets': at('https://laravel.com/docs/encryption', 'APP_KEY=…  # the same on every server'),
      'share-store': at(LARAVEL, 'SESSION_DRIVER=redis'),
      'keep-store': at(LARAVEL, 'SESSION_DRIVER=database'),
      'longer-timeout': at(LARAVEL, 'SESSION_LIFETIME=480'),
      'smaller-cookie': at(LARAVEL, 'SESSION_DRIVER=database  # not cookie'),
      'send-csrf-token': at('https://laravel.com/docs/csrf', '@csrf in the form, or the header X-XSRF-TOKEN'),
      'rotate-at-login': at('https://laravel.com/docs/authentication', '$request->session()->regenerate()'),
      'end-on-server': at('https://laravel.com/docs/authentication#logging-out', '$request->session()->invalidate()'),
    },
  },
  rails: {
    name: 'Rails',
    settings: {
      'same-site-none': at(RAILS, 'session_store :cookie_store, same_site: :none, secure: true'),
      'same-site-lax': at(RAILS, 'session_store :cookie_store, same_site: :lax'),
      'add-secure': at(RAILS, 'session_store :cookie_store, secure: true'),
      'secure-needs-https': at(RAILS, 'session_store :cookie_store, secure: Rails.env.production?'),
      'trust-proxy': at('https://api.rubyonrails.org/classes/ActionDispatch/SSL.html', 'config.assume_ssl = true'),
      'drop-domain': at(RAILS, 'session_store :cookie_store, domain: nil'),
      'fix-domain': at(RAILS, "session_store :cookie_store, domain: 'example.com'"),
      'one-domain': at(RAILS, 'session_store :cookie_store, domain: nil'),
      'rename-cookie': at(RAILS_STORE, "session_store :cookie_store, key: '_myapp_session'"),
      'share-secrets': at(
        'https://guides.rubyonrails.org/security.html',
        'secret_key_base  # the same in every process',
      ),
      'smaller-cookie': at('https://guides.rubyonrails.org/security.html', 'session_store :active_record_store'),
      'server-side-session': at('https://guides.rubyonrails.org/security.html', 'session_store :active_record_store'),
      'longer-timeout': at(RAILS_STORE, 'session_store :cookie_store, expire_after: 14.days'),
      'send-csrf-token': at(
        'https://guides.rubyonrails.org/security.html#cross-site-request-forgery-csrf',
        'csrf_meta_tags in the layout, and the header X-CSRF-Token',
      ),
      'rotate-at-login': at('https://guides.rubyonrails.org/security.html', 'reset_session'),
      'clear-as-set': at(RAILS, "cookies.delete(:name, domain: …, path: '/')"),
    },
  },
  spring: {
    name: 'Spring',
    settings: {
      'same-site-none': at(
        SPRING,
        'server.servlet.session.cookie.same-site=none, server.servlet.session.cookie.secure=true',
      ),
      'same-site-lax': at(SPRING, 'server.servlet.session.cookie.same-site=lax'),
      'add-secure': at(SPRING, 'server.servlet.session.cookie.secure=true'),
      'secure-needs-https': at(SPRING, 'server.servlet.session.cookie.secure=false  # in development'),
      'trust-proxy': at(SPRING, 'server.forward-headers-strategy=framework'),
      'drop-domain': at(SPRING, 'server.servlet.session.cookie.domain=  # empty'),
      'fix-domain': at(SPRING, 'server.servlet.session.cookie.domain=example.com'),
      'one-domain': at(SPRING, 'server.servlet.session.cookie.domain=  # empty'),
      'set-path': at(SPRING, 'server.servlet.session.cookie.path=/'),
      'rename-cookie': at(SPRING, 'server.servlet.session.cookie.name=MYAPPSESSION'),
      'share-store': at('https://docs.spring.io/spring-session/reference/', 'spring-session-data-redis'),
      'keep-store': at(SPRING, 'server.servlet.session.persistent=true'),
      'longer-timeout': at(SPRING, 'server.servlet.session.timeout=8h'),
      'longer-cookie': at(SPRING, 'server.servlet.session.cookie.max-age=8h'),
      'send-csrf-token': at(
        'https://docs.spring.io/spring-security/reference/servlet/exploits/csrf.html',
        'csrf.spa(), and the cookie XSRF-TOKEN in the header X-XSRF-TOKEN',
      ),
    },
  },
  'aspnet-core': {
    name: 'ASP.NET Core',
    settings: {
      'same-site-none': at(
        ASPNET,
        'options.Cookie.SameSite = SameSiteMode.None; options.Cookie.SecurePolicy = CookieSecurePolicy.Always',
      ),
      'same-site-lax': at(ASPNET, 'options.Cookie.SameSite = SameSiteMode.Lax'),
      'add-secure': at(ASPNET, 'options.Cookie.SecurePolicy = CookieSecurePolicy.Always'),
      'secure-needs-https': at(ASPNET, 'options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest'),
      'trust-proxy': at(
        'https://learn.microsoft.com/aspnet/core/host-and-deploy/proxy-load-balancer',
        'app.UseForwardedHeaders()',
      ),
      'state-cookie': at(
        ASPNET,
        'options.CorrelationCookie.SameSite = SameSiteMode.None; options.NonceCookie.SameSite = SameSiteMode.None',
      ),
      'share-secrets': at(ASPNET_KEYS, 'services.AddDataProtection().PersistKeysTo…().SetApplicationName(…)'),
      'rename-cookie': at(ASPNET, 'options.Cookie.Name = ".MyApp"'),
      'set-path': at(ASPNET, 'options.Cookie.Path = "/"'),
      'drop-domain': at(ASPNET, 'options.Cookie.Domain = null'),
      'fix-domain': at(ASPNET, 'options.Cookie.Domain = "example.com"'),
      'longer-timeout': at(
        'https://learn.microsoft.com/aspnet/core/security/authentication/cookie',
        'options.ExpireTimeSpan = TimeSpan.FromHours(8); options.SlidingExpiration = true',
      ),
      'send-csrf-token': at(
        'https://learn.microsoft.com/aspnet/core/security/anti-request-forgery',
        '@Html.AntiForgeryToken(), or the header RequestVerificationToken',
      ),
      'share-store': at(
        'https://learn.microsoft.com/aspnet/core/performance/caching/distributed',
        'services.AddStackExchangeRedisCache(…)',
      ),
    },
  },
  go: {
    name: 'Go',
    settings: {
      'same-site-none': at(GO, 'http.Cookie{SameSite: http.SameSiteNoneMode, Secure: true}'),
      'same-site-lax': at(GO, 'http.Cookie{SameSite: http.SameSiteLaxMode}'),
      'add-secure': at(GO, 'http.Cookie{Secure: true}'),
      'secure-needs-https': at(GO, 'http.Cookie{Secure: r.TLS != nil}'),
      'set-path': at(GO, 'http.Cookie{Path: "/"}'),
      'drop-domain': at(GO, 'http.Cookie{Domain: ""}'),
      'clear-as-set': at(GO, 'http.Cookie{Name: name, Path: "/", MaxAge: -1}'),
    },
  },
};
