/** Why a Set-Cookie was not stored. Closed: each code has one record in reasons.ts. */
export type StoreReasonCode =
  | 'control-character'
  | 'empty'
  | 'too-large'
  | 'empty-name'
  | 'nameless-with-equals'
  | 'domain-non-ascii'
  | 'domain-public-suffix'
  | 'domain-mismatch'
  | 'prefix-secure'
  | 'prefix-host'
  | 'prefix-http'
  | 'prefix-host-http'
  | 'prefix-nameless'
  | 'partitioned-without-secure'
  | 'scheme-not-supported'
  | 'third-party-blocked'
  | 'credentials-omitted'
  | 'cors-anonymous'
  | 'cors-preflight'
  | 'clear-site-data'
  | 'secure-on-insecure-origin'
  | 'httponly-from-script'
  | 'overwrites-secure'
  | 'overwrites-httponly'
  | 'samesite-strict'
  | 'samesite-lax'
  | 'samesite-unspecified'
  | 'samesite-none-without-secure';

/** Why a cookie of the jar was not sent. */
export type RetrievalReasonCode =
  | 'host-mismatch'
  | 'path-mismatch'
  | 'secure-on-insecure-request'
  | 'httponly-to-script'
  | 'expired'
  | 'partition-mismatch'
  | 'scheme-not-supported'
  | 'third-party-blocked'
  | 'credentials-omitted'
  | 'cors-anonymous'
  | 'cors-preflight'
  | 'samesite-strict'
  | 'samesite-lax'
  | 'samesite-unspecified'
  | 'samesite-none-without-secure';

/** The cookie was kept, or sent, but something about it is not what its sender may think. */
export type WarningCode =
  // on one attribute
  | 'attribute-unknown'
  | 'attribute-too-long'
  | 'attribute-superseded'
  | 'attribute-unsupported'
  | 'attribute-empty'
  | 'flag-has-value'
  | 'max-age-invalid'
  | 'expires-invalid'
  | 'expires-unused'
  | 'zone-ignored'
  | 'zone-honoured'
  | 'expiry-capped'
  | 'samesite-invalid'
  | 'priority-invalid'
  | 'path-invalid'
  | 'domain-empty'
  | 'domain-leading-dot'
  | 'domain-made-host-only'
  // on the whole line
  | 'nameless'
  | 'nameless-read-as-value'
  | 'nameless-read-as-name'
  | 'truncated'
  | 'joined-lines'
  | 'semicolon-missing'
  | 'header-named'
  | 'non-ascii'
  | 'quoted-value'
  | 'already-expired'
  | 'born-expired'
  | 'path-does-not-match-request'
  | 'default-path'
  | 'samesite-defaulted'
  | 'evicts-others'
  | 'evicts-by-size'
  | 'shadows'
  // on a retrieval
  | 'sent-by-two-minutes'
  | 'shadowed';

/** Small facts that fill the sentence of a reason: sizes in octets, times in ms. */
export type ReasonParams = Readonly<Record<string, string | number>>;

/** A reason, with the values that its sentence needs. */
export interface Reason<Code extends string = StoreReasonCode | RetrievalReasonCode> {
  readonly code: Code;
  readonly params?: ReasonParams;
}
export type StoreReason = Reason<StoreReasonCode>;
export type RetrievalReason = Reason<RetrievalReasonCode>;

export interface Warning extends Reason<WarningCode> {
  /** Index into `attributes` of the Set-Cookie line; absent when it is about the whole cookie. */
  readonly attribute?: number;
}

/** What the rules could not decide because it was not observed. */
export type UnknownCode =
  | 'site'
  | 'jar'
  | 'creation-time'
  | 'partition'
  | 'credentials'
  | 'third-party-blocking'
  | 'tracker-list'
  | 'public-suffix'
  /** Another browser than those whose rules are known here decided. */
  | 'browser-rules';
