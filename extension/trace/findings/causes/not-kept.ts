import type { StoreReasonCode } from '../../../cookies/reason-codes.ts';
import type { SetCookieEntry } from '../../model/entry.ts';
import { code } from '../../words/phrase.ts';
import type { Cause } from '../cause.ts';
import type { RemedyCode } from '../remedies.ts';
import { isBetweenLoopbacks, isStateRole, whatWouldStore } from './helpers.ts';
import { isBornExpired, type LostLine, lossOf, lostLines, staleLines } from './lost-lines.ts';

/** Which remedy fixes each reason to refuse a line. */
const REMEDIES: Readonly<Record<StoreReasonCode, RemedyCode>> = {
  'control-character': 'fix-line',
  empty: 'fix-line',
  'too-large': 'smaller-cookie',
  'empty-name': 'fix-line',
  'nameless-with-equals': 'fix-line',
  'prefix-nameless': 'fix-line',
  'scheme-not-supported': 'fix-line',
  'cors-preflight': 'fix-line',
  'clear-site-data': 'fix-line',
  'httponly-from-script': 'fix-line',
  'overwrites-httponly': 'fix-line',
  'domain-non-ascii': 'fix-domain',
  'domain-public-suffix': 'drop-domain',
  'domain-mismatch': 'fix-domain',
  'prefix-secure': 'keep-prefix',
  'prefix-host': 'keep-prefix',
  'prefix-http': 'keep-prefix',
  'prefix-host-http': 'keep-prefix',
  'partitioned-without-secure': 'add-secure',
  'third-party-blocked': 'third-party',
  'credentials-omitted': 'include-credentials',
  'cors-anonymous': 'include-credentials',
  'secure-on-insecure-origin': 'secure-needs-https',
  'overwrites-secure': 'https-everywhere',
  'samesite-strict': 'same-site-none',
  'samesite-lax': 'same-site-none',
  'samesite-unspecified': 'same-site-none',
  'samesite-none-without-secure': 'add-secure',
};

function remedyOf({ line, moment }: LostLine): RemedyCode {
  const [reason] = line.predicted.reasons;
  if (reason === undefined) return 'fix-line';
  const lacksHttps = line.parsed.secure && moment.entry.url.startsWith('http:');
  return lacksHttps && REMEDIES[reason.code] === 'keep-prefix' ? 'prefix-needs-https' : REMEDIES[reason.code];
}

/** The state of a sign-in is SameSite=None to come along with a POST of the provider: Lax would keep it, and not send it. */
function isStateOverHttp({ line, tracked }: LostLine): boolean {
  const [reason] = line.predicted.reasons;
  return reason?.code === 'samesite-none-without-secure' && isStateRole(tracked.thread.role);
}

/** How much of an attribute a sentence shows. */
const LONGEST_SHOWN = 40;

/** A SameSite that is none of its values (`"None"` in quotes), as it was written. */
function sameSiteWritten({ parsed }: SetCookieEntry): string | undefined {
  const value = parsed.attributes.findLast(({ known }) => known === 'samesite')?.value ?? '';
  return value === '' ? undefined : `SameSite=${value.slice(0, LONGEST_SHOWN)}`;
}

export const notKept = {
  code: 'not-kept',
  rank: 60,
  words: {
    title: 'findingNotKept',
    args: ['cookie', 'step'],
    variants: {
      'secure-on-insecure-origin': { title: 'findingNotKeptSecureHttp' },
      'samesite-none-without-secure': { title: 'findingNotKeptNoneWithoutSecure' },
      'domain-mismatch': { title: 'findingNotKeptDomain', args: ['cookie', 'step', 'domain', 'host'] },
      'domain-is-url': { title: 'findingNotKeptDomainUrl', args: ['cookie', 'step', 'domain'] },
      'domain-public-suffix': { title: 'findingNotKeptSuffix', args: ['cookie', 'step', 'domain'] },
      'domain-non-ascii': { title: 'findingNotKeptDomainAscii', args: ['cookie', 'step', 'domain'] },
      'prefix-secure': { title: 'findingNotKeptPrefixSecure' },
      'prefix-host': { title: 'findingNotKeptPrefixHost' },
      'prefix-http': { title: 'findingNotKeptPrefixHttp' },
      'prefix-host-http': { title: 'findingNotKeptPrefixHttp' },
      'control-character': { title: 'findingNotKeptControl', args: ['cookie', 'step', 'octet'] },
      'too-large': { title: 'findingNotKeptTooLarge', args: ['cookie', 'step', 'size'] },
      'samesite-strict': { title: 'findingNotKeptCrossSite', args: ['cookie', 'step', 'sameSite'] },
      'samesite-lax': { title: 'findingNotKeptCrossSite', args: ['cookie', 'step', 'sameSite'] },
      'samesite-unspecified': { title: 'findingNotKeptNoSameSite' },
      'samesite-invalid': { title: 'findingNotKeptBadSameSite', args: ['cookie', 'step', 'written'] },
      'partitioned-without-secure': { title: 'findingNotKeptPartitioned' },
      'third-party-blocked': { title: 'findingNotKeptThirdParty' },
      'credentials-omitted': { title: 'findingNotKeptNoCredentials' },
      'cors-anonymous': { title: 'findingNotKeptNoCredentials' },
      'overwrites-secure': { title: 'findingNotKeptOverwritesSecure' },
      'clear-site-data': { title: 'findingNotKeptClearSiteData' },
    },
  },
  find: (view) =>
    [...lostLines(view, (line) => line.predicted.reasons.length > 0 && !isBornExpired(line)), ...staleLines(view)].map(
      (lost) => {
        const { line, moment } = lost;
        const [reason] = line.predicted.reasons;
        const isLoopback = reason?.code.startsWith('samesite-') === true && isBetweenLoopbacks(moment);
        const found = lossOf(view, lost, isLoopback ? 'one-loopback' : remedyOf(lost));
        const whatIf = isLoopback || isStateOverHttp(lost) ? undefined : whatWouldStore(view, moment.entry, line);
        const domain = String(reason?.params?.['domain'] ?? line.parsed.domain ?? '');
        const written = reason?.code === 'samesite-unspecified' ? sameSiteWritten(line) : undefined;
        const isUrl = reason?.code === 'domain-mismatch' && /[:/]/.test(domain);
        return {
          ...found,
          ...(lost.isStale === true && { kind: 'fault' as const, time: moment.answered }),
          ...(reason !== undefined && { variant: isUrl ? 'domain-is-url' : reason.code }),
          ...(written !== undefined && { variant: 'samesite-invalid' }),
          ...(whatIf !== undefined && { whatIf }),
          params: {
            ...found.params,
            ...(written !== undefined && { written: code(written) }),
            domain: code(domain),
            host: code(moment.entry.host),
            size: line.parsed.size,
            octet: Number.parseInt(String(reason?.params?.['octet'] ?? 0), 16),
            sameSite: code(line.parsed.sameSite === 'strict' ? 'SameSite=Strict' : 'SameSite=Lax'),
          },
        };
      },
    ),
} as const satisfies Cause;
