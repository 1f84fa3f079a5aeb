const IPV4 = /^(?:\d{1,3}\.){3}\d{1,3}$/;

/** An IP address in the form that URL.hostname gives: dotted IPv4, or IPv6 in brackets. */
export function isIpAddress(host: string): boolean {
  return IPV4.test(host) || host.startsWith('[');
}

/** localhost, *.localhost, 127.0.0.0/8 and [::1]: origins that browsers trust without TLS (Secure Contexts §3.1). */
export function isLoopback(host: string): boolean {
  const bare = host.endsWith('.') ? host.slice(0, -1) : host;
  if (bare === 'localhost' || bare.endsWith('.localhost') || bare === '[::1]') return true;
  return bare.startsWith('127.') && IPV4.test(bare);
}

/**
 * Canonical host of a name (RFC 6265bis §5.1.2): lower case, A-labels. IPv6 comes in brackets.
 * @returns null when it is no host.
 */
export function canonicalizeHost(host: string): string | null {
  const bracketed = host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
  const url = parseUrl(`http://${bracketed}/`);
  return url === null || url.hostname === '' || url.port !== '' || url.pathname !== '/' ? null : url.hostname;
}

/** new URL without the throw: null when it is no absolute URL. */
export function parseUrl(url: string): URL | null {
  return URL.canParse(url) ? new URL(url) : null;
}

/** Whether cookies may travel on this URL's scheme at all; WebSockets carry them as http does. */
export function isCookieScheme(protocol: string): boolean {
  return protocol === 'http:' || protocol === 'https:' || protocol === 'ws:' || protocol === 'wss:';
}

/** Whether a URL's connection is secure: TLS, or a loopback host where the browser trusts it. */
export function isSecureUrl(url: URL, trustsLoopback: boolean): boolean {
  if (url.protocol === 'https:' || url.protocol === 'wss:') return true;
  return trustsLoopback && isLoopback(url.hostname);
}
