import type {
  Reason,
  RetrievalReason,
  RetrievalReasonCode,
  StoreReason,
  StoreReasonCode,
  UnknownCode,
  Warning,
  WarningCode,
} from '../../cookies/reason-codes.ts';
import type { MessageKey } from './message-key.ts';
import { code, type Phrase, phrase, span } from './phrase.ts';

/** A param that goes into a sentence: by its name, as text or number; or in ms, as a duration. */
type Arg = string | { readonly span: string };

/** The words of a reason: what happened and what to change, with the params of the first in their order. */
interface ReasonWord {
  readonly what: MessageKey;
  readonly change: MessageKey;
  readonly args: readonly Arg[];
}

const otherScheme: ReasonWord = { what: 'whySamesiteScheme', change: 'fixSamesiteScheme', args: [] };
const byFrame: ReasonWord = { what: 'whySamesiteFrame', change: 'fixSamesiteFrame', args: [] };

/** `__Host-` with a Domain, alone or beside what is missing. */
const prefixDomain: ReasonWord = { what: 'whyPrefixDomain', change: 'fixPrefixDomain', args: ['prefix'] };
const prefixDomainToo: ReasonWord = { what: 'whyPrefixDomainToo', change: 'fixPrefix', args: ['prefix', 'missing'] };
/** Chrome and Firefox trust localhost; other browsers may not. */
const secureOnLoopback: ReasonWord = { what: 'whySecureOnLoopback', change: 'fixSecureOnLoopback', args: [] };
/** Browsers treat localhost as they treat a top-level domain. */
const localSuffix: ReasonWord = { what: 'whyDomainLocal', change: 'fixDomainLocal', args: ['domain'] };

const storeWords: Readonly<Record<StoreReasonCode, ReasonWord>> = {
  'control-character': { what: 'whyControlCharacter', change: 'fixControlCharacter', args: ['octet', 'at'] },
  empty: { what: 'whyEmpty', change: 'fixEmpty', args: [] },
  'too-large': { what: 'whyTooLarge', change: 'fixTooLarge', args: ['octets', 'limit'] },
  'empty-name': { what: 'whyEmptyName', change: 'fixEmptyName', args: [] },
  'nameless-with-equals': { what: 'whyNamelessWithEquals', change: 'fixNamelessWithEquals', args: [] },
  'domain-non-ascii': { what: 'whyDomainNonAscii', change: 'fixDomainNonAscii', args: ['domain'] },
  'domain-public-suffix': { what: 'whyDomainPublicSuffix', change: 'fixDomainPublicSuffix', args: ['domain'] },
  'domain-mismatch': { what: 'whyDomainMismatch', change: 'fixDomainMismatch', args: ['domain', 'host'] },
  'prefix-nameless': { what: 'whyPrefixNameless', change: 'fixPrefixNameless', args: ['prefix'] },
  'partitioned-without-secure': {
    what: 'whyPartitionedWithoutSecure',
    change: 'fixPartitionedWithoutSecure',
    args: [],
  },
  'scheme-not-supported': { what: 'whySchemeNotSupported', change: 'fixSchemeNotSupported', args: ['scheme'] },
  'third-party-blocked': { what: 'whyThirdPartyBlocked', change: 'fixThirdPartyBlocked', args: [] },
  'credentials-omitted': { what: 'whyCredentialsOmitted', change: 'fixCredentialsOmitted', args: [] },
  'cors-anonymous': { what: 'whyCorsAnonymous', change: 'fixCorsAnonymous', args: [] },
  'cors-preflight': { what: 'whyCorsPreflight', change: 'fixCorsPreflight', args: [] },
  'clear-site-data': { what: 'whyClearSiteData', change: 'fixClearSiteData', args: [] },
  'secure-on-insecure-origin': { what: 'whySecureOnInsecureOrigin', change: 'fixSecureOnInsecureOrigin', args: [] },
  'httponly-from-script': { what: 'whyHttponlyFromScript', change: 'fixHttponlyFromScript', args: [] },
  'overwrites-secure': { what: 'whyOverwritesSecure', change: 'fixOverwritesSecure', args: [] },
  'overwrites-httponly': { what: 'whyOverwritesHttponly', change: 'fixOverwritesHttponly', args: [] },
  'samesite-strict': { what: 'whySamesiteStrict', change: 'fixSamesiteStrict', args: [] },
  'samesite-lax': { what: 'whySamesiteLax', change: 'fixSamesiteLax', args: [] },
  'samesite-unspecified': { what: 'whySamesiteUnspecified', change: 'fixSamesiteUnspecified', args: [] },
  'samesite-none-without-secure': {
    what: 'whySamesiteNoneWithoutSecure',
    change: 'fixSamesiteNoneWithoutSecure',
    args: [],
  },
  'prefix-secure': { what: 'whyPrefix', change: 'fixPrefix', args: ['prefix', 'missing'] },
  'prefix-host': { what: 'whyPrefix', change: 'fixPrefix', args: ['prefix', 'missing'] },
  'prefix-http': { what: 'whyPrefix', change: 'fixPrefix', args: ['prefix', 'missing'] },
  'prefix-host-http': { what: 'whyPrefix', change: 'fixPrefix', args: ['prefix', 'missing'] },
};

const retrievalWords: Readonly<Record<RetrievalReasonCode, ReasonWord>> = {
  'credentials-omitted': storeWords['credentials-omitted'],
  'cors-anonymous': storeWords['cors-anonymous'],
  'scheme-not-supported': storeWords['scheme-not-supported'],
  'samesite-none-without-secure': storeWords['samesite-none-without-secure'],
  'cors-preflight': { what: 'whyNotCorsPreflight', change: 'fixNotCorsPreflight', args: [] },
  'host-mismatch': { what: 'whyNotHostMismatch', change: 'fixNotHostMismatch', args: ['domain', 'host'] },
  'path-mismatch': { what: 'whyNotPathMismatch', change: 'fixNotPathMismatch', args: ['path', 'request'] },
  'secure-on-insecure-request': {
    what: 'whyNotSecureOnInsecureRequest',
    change: 'fixNotSecureOnInsecureRequest',
    args: [],
  },
  'httponly-to-script': { what: 'whyNotHttponlyToScript', change: 'fixNotHttponlyToScript', args: [] },
  expired: { what: 'whyNotExpired', change: 'fixNotExpired', args: [] },
  'partition-mismatch': {
    what: 'whyNotPartitionMismatch',
    change: 'fixNotPartitionMismatch',
    args: ['cookie', 'request'],
  },
  'third-party-blocked': { what: 'whyNotThirdPartyBlocked', change: 'fixNotThirdPartyBlocked', args: [] },
  'samesite-strict': { what: 'whyNotSamesiteStrict', change: 'fixNotSamesiteStrict', args: [] },
  'samesite-lax': { what: 'whyNotSamesiteLax', change: 'fixNotSamesiteLax', args: [] },
  'samesite-unspecified': { what: 'whyNotSamesiteUnspecified', change: 'fixNotSamesiteUnspecified', args: [] },
};

const ofManifest: ReasonWord = { what: 'whyNotManifest', change: 'fixNotManifest', args: [] };
const byLink: ReasonWord = { what: 'whyNotSamesiteStrictLink', change: 'fixNotSamesiteStrictLink', args: [] };
const byPost: ReasonWord = { what: 'whyNotSamesitePost', change: 'fixNotSamesitePost', args: [] };
const ofFrame: ReasonWord = { what: 'whyNotSamesiteFrame', change: 'fixNotSamesiteFrame', args: [] };
const byScheme: ReasonWord = { what: 'whyNotSamesiteScheme', change: 'fixNotSamesiteScheme', args: [] };
const unpartitioned: ReasonWord = {
  what: 'whyNotPartitionUnpartitioned',
  change: 'fixNotPartitionUnpartitioned',
  args: ['request'],
};

type WarningWord = Omit<ReasonWord, 'change'>;

/** A page without a site, such as a file, has a partition without a name. */
const namelessPartition: ReasonWord = { ...unpartitioned, what: 'whyNotPartitionNameless', args: [] };
/** The cross-site ancestor bit: the top-level sites are the same. */
const ancestorPartition: ReasonWord = {
  what: 'whyNotPartitionAncestor',
  change: 'fixNotPartitionMismatch',
  args: ['cookie'],
};
const byRedirect: ReasonWord = { what: 'whyNotSamesiteRedirect', change: 'fixNotSamesiteRedirect', args: [] };
const byOldPost: ReasonWord = { what: 'whyNotSamesitePostDefault', change: 'fixNotSamesitePost', args: [] };

const warningWords: Readonly<Record<WarningCode, WarningWord>> = {
  'attribute-unknown': { what: 'warnAttributeUnknown', args: ['name'] },
  'attribute-too-long': { what: 'warnAttributeTooLong', args: ['name'] },
  'attribute-superseded': { what: 'warnAttributeSuperseded', args: ['name'] },
  'attribute-unsupported': { what: 'warnAttributeUnsupported', args: ['name'] },
  'attribute-empty': { what: 'warnAttributeEmpty', args: [] },
  'flag-has-value': { what: 'warnFlagHasValue', args: ['name', 'value'] },
  'max-age-invalid': { what: 'warnMaxAgeInvalid', args: ['value'] },
  'expires-invalid': { what: 'warnExpiresInvalid', args: ['value'] },
  'expires-unused': { what: 'warnExpiresUnused', args: [] },
  'zone-ignored': { what: 'warnZoneIgnored', args: ['zone'] },
  'zone-honoured': { what: 'warnZoneHonoured', args: ['zone'] },
  'expiry-capped': { what: 'warnExpiryCapped', args: ['days'] },
  'samesite-invalid': { what: 'warnSamesiteInvalid', args: ['value'] },
  'priority-invalid': { what: 'warnPriorityInvalid', args: ['value'] },
  'path-invalid': { what: 'warnPathInvalid', args: [] },
  'domain-empty': { what: 'warnDomainEmpty', args: [] },
  'domain-leading-dot': { what: 'warnDomainLeadingDot', args: [] },
  'domain-made-host-only': { what: 'warnDomainMadeHostOnly', args: ['domain'] },
  nameless: { what: 'warnNameless', args: [] },
  'nameless-read-as-value': { what: 'warnNamelessReadAsValue', args: ['value'] },
  'nameless-read-as-name': { what: 'warnNamelessReadAsName', args: ['name'] },
  truncated: { what: 'warnTruncated', args: ['at'] },
  'joined-lines': { what: 'warnJoinedLines', args: ['parts'] },
  'semicolon-missing': { what: 'warnSemicolonMissing', args: ['name'] },
  'header-named': { what: 'warnHeaderNamed', args: ['name'] },
  'non-ascii': { what: 'warnNonAscii', args: [] },
  'quoted-value': { what: 'warnQuotedValue', args: [] },
  'already-expired': { what: 'warnAlreadyExpired', args: [] },
  'born-expired': { what: 'warnBornExpired', args: [{ span: 'ago' }] },
  'path-does-not-match-request': { what: 'warnPathDoesNotMatchRequest', args: ['path'] },
  'default-path': { what: 'warnDefaultPath', args: ['path'] },
  'samesite-defaulted': { what: 'warnSamesiteDefaulted', args: ['as'] },
  'evicts-others': { what: 'warnEvictsOthers', args: ['held', 'limit'] },
  'evicts-by-size': { what: 'warnEvictsBySize', args: ['octets', 'limit'] },
  shadows: { what: 'warnShadows', args: ['count'] },
  'sent-by-two-minutes': { what: 'warnSentByTwoMinutes', args: [] },
  shadowed: { what: 'warnShadowed', args: ['path'] },
};

const unknownWords: Readonly<Record<UnknownCode, MessageKey>> = {
  site: 'unknownSite',
  jar: 'unknownJar',
  'creation-time': 'unknownCreationTime',
  partition: 'unknownPartition',
  credentials: 'unknownCredentials',
  'third-party-blocking': 'unknownThirdPartyBlocking',
  'tracker-list': 'unknownTrackerList',
  'public-suffix': 'unknownPublicSuffix',
  'browser-rules': 'unknownBrowserRules',
};

/** A reason in words: what happened, and what to change on the server or wherever else the cause lies. */
export interface SaidReason {
  readonly what: Phrase;
  readonly change: Phrase;
}

function argsOf({ params = {} }: Reason<string>, args: readonly Arg[]): Phrase['args'] {
  return args.map((arg) => {
    const value = params[typeof arg === 'string' ? arg : arg.span];
    if (typeof value !== 'number') return code(value ?? '');
    return typeof arg === 'string' ? value : span(value);
  });
}

function said(reason: Reason<string>, word: ReasonWord): SaidReason {
  return { what: phrase(word.what, ...argsOf(reason, word.args)), change: phrase(word.change) };
}

/** Why a Set-Cookie line was refused. */
export function sayStoreReason(reason: StoreReason): SaidReason {
  return said(reason, storeWord(reason));
}

function storeWord({ code: reason, params = {} }: StoreReason): ReasonWord {
  if (params['schemeOnly'] === 1) return otherScheme;
  if (params['loopback'] === 1) return secureOnLoopback;
  if (params['hasDomain'] === 1) return params['missing'] === '' ? prefixDomain : prefixDomainToo;
  if (reason === 'domain-public-suffix' && params['domain'] === 'localhost') return localSuffix;
  return params['foreignFrame'] === 1 ? byFrame : storeWords[reason];
}

/** Why a cookie was not sent. */
export function sayRetrievalReason(reason: RetrievalReason): SaidReason {
  return said(reason, retrievalWord(reason));
}

function retrievalWord({ code: reason, params = {} }: RetrievalReason): ReasonWord {
  if (params['schemeOnly'] === 1) return byScheme;
  if (params['manifest'] === 1) return ofManifest;
  if (params['foreignFrame'] === 1) return ofFrame;
  if (params['redirected'] === 1) return byRedirect;
  if (reason === 'partition-mismatch') return partitionWord(params);
  if (params['level'] === 'lax' && reason === 'samesite-strict') return byLink;
  if (params['level'] === 'lax-unsafe') return reason === 'samesite-unspecified' ? byOldPost : byPost;
  return retrievalWords[reason];
}

function partitionWord({ cookie, request }: NonNullable<RetrievalReason['params']>): ReasonWord {
  if (request === '') return namelessPartition;
  if (cookie === '') return unpartitioned;
  return cookie === request ? ancestorPartition : retrievalWords['partition-mismatch'];
}

/** Attributes with nothing behind their `=`. */
const EMPTY_WORDS: Partial<Readonly<Record<WarningCode, WarningWord>>> = {
  'max-age-invalid': { what: 'warnValueEmpty', args: ['name'] },
  'expires-invalid': { what: 'warnValueEmpty', args: ['name'] },
  'samesite-invalid': { what: 'warnValueEmpty', args: ['name'] },
  'priority-invalid': { what: 'warnValueEmpty', args: ['name'] },
};
/** Attributes that stand in the line and do not count. */
const GIVEN_WORDS: Partial<Readonly<Record<WarningCode, WarningWord>>> = {
  'default-path': { what: 'warnDefaultPathInstead', args: ['path'] },
  'samesite-defaulted': { what: 'warnSamesiteInstead', args: ['as'] },
};
const maybeJoined: WarningWord = { what: 'warnMaybeJoined', args: ['parts'] };
const cappedTime: WarningWord = { what: 'warnMaxAgeIsTime', args: ['days'] };
const misspelt: WarningWord = { what: 'warnAttributeMeant', args: ['name', 'meant'] };
const zoneOfNone: WarningWord = { what: 'warnZoneIgnoredByAll', args: ['zone'] };

function warningWord({ code: warning, params = {} }: Warning): WarningWord {
  const special =
    params['value'] === '' ? EMPTY_WORDS[warning] : params['given'] === 1 ? GIVEN_WORDS[warning] : undefined;
  if (special !== undefined) return special;
  if (warning === 'joined-lines' && params['maybe'] === 1) return maybeJoined;
  if (warning === 'expiry-capped' && params['isTime'] === 1) return cappedTime;
  if (warning === 'attribute-unknown' && params['meant'] !== undefined) return misspelt;
  return warning === 'zone-ignored' && params['byNone'] === 1 ? zoneOfNone : warningWords[warning];
}

/** What is odd about a cookie that was kept or sent. */
export function sayWarning(warning: Warning): Phrase {
  const word = warningWord(warning);
  return phrase(word.what, ...argsOf(warning, word.args));
}

/** The same of several, each sentence once: a line may repeat an attribute. */
export function sayWarnings(warnings: readonly Warning[]): readonly Phrase[] {
  return [...new Map(warnings.map(sayWarning).map((said) => [JSON.stringify(said), said])).values()];
}

/** What the rules could not take into account. */
export function sayUnknown(unknown: UnknownCode): Phrase {
  return phrase(unknownWords[unknown]);
}
