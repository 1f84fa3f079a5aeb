/** For each letter those that follow it in English and German words; the others follow by chance only. */
const FOLLOWERS: Readonly<Record<string, string>> = {
  a: 'bcdefghiklmnprstuvwxyz',
  b: 'abdegijlmorstuvy',
  c: 'acehiklorstuyqs',
  d: 'abcdegijlmnorstuvwy',
  e: 'abcdefghijklmnopqrstuvwxyz',
  f: 'aefilnorstuy',
  g: 'aeghilmnorstuy',
  h: 'abehilmnoprstuwy',
  i: 'abcdefghklmnopqrstuvxz',
  j: 'aeosu',
  k: 'adegilnoprstuy',
  l: 'abcdefghikmlnoprstuvy',
  m: 'abefilmnopsuy',
  n: 'abcdefghijklmnoprstuvwyz',
  o: 'abcdefghijklmnoprstuvwxyz',
  p: 'abcdeghilnoprstuy',
  q: 'lu',
  r: 'abcdefghiklmnoprstuvwyz',
  s: 'acefhiklmnopqrstuwy',
  t: 'abcdefhilmnoprstuwxyz',
  u: 'abcdefgiklmnopqrst',
  v: 'aeioy',
  w: 'adehilnoprsuy',
  x: 'aceimopstuy',
  y: 'abcdeilmnopstw',
  z: 'aeiotuwz',
};

/** Terms of HTTP, browsers and sign-ins that no word looks like. */
const TERMS = new Set(
  (
    'api asc btn cbc cdn cfg cgi cors cms crm csp csrf css csv dbsc desc dev dns doc docs dpop ecdsa eddsa faq fcgi fwd ' +
    'gclid gcm hmac hsts hsql html htm http https hmr htmx idp idx img imgs index jpeg jpg js json jsonp jsp jspx jwks ' +
    'jwt lang ldap ltr mfa mjs mp3 mp4 mvc nginx npm oidc otp pdf php pkce png ppt psql pwa qr rss rsa rtl rtt saml sdk ' +
    'sql src srv ssl sso ssr svg tbl tcp tls tmp toml txt udp uid uri url urls utc utf uuid wasm webp webhook webkit ' +
    'websocket webtransport webbundle wff wsdl wss www xhr xhtml xls xlsx xml xmlhttprequest xsl xslt xsrf yaml yml zip ' +
    'bypass checkbox cloudflare cloudfront cookie crypto csrftoken devtools goodbye hydra hybrid wordpress symfony tomcat ' +
    'graphql sockjs healthz readyz livez phpmyadmin webpack viewtopic viewforum postgres postgresql mysql keycloak'
  ).split(' '),
);

/** Longest word that is taken for one, in letters. */
const LONGEST = 20;

/** Whether letters, all of them small, read as a word: no pair of neighbours is there by chance only. */
export function readsAsWord(letters: string): boolean {
  if (TERMS.has(letters)) return true;
  if (letters.length > LONGEST) return false;
  for (let at = 0; at + 1 < letters.length; at += 1) {
    if (FOLLOWERS[letters[at] ?? '']?.includes(letters[at + 1] ?? '') !== true) return false;
  }
  return true;
}
