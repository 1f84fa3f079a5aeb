import type { AttributeChange, ChangeCode } from '../../cookies/what-if.ts';
import { redirectOf } from '../model/answer-class.ts';
import type { Session } from '../model/session.ts';
import type { MessageKey } from '../words/message-key.ts';
import { chip, code, list, type Phrase, phrase } from '../words/phrase.ts';
import type { Answer, PlainAnswerCode } from './answer.ts';
import { CAUSES } from './causes/causes.ts';
import type { Doubt, DoubtCode } from './doubt.ts';
import type { Certainty, Evidence, EvidenceCode, Finding, FindingParam, RemedyCode, WhatIf } from './finding.ts';
import { FRAMEWORKS, type FrameworkSetting } from './framework-settings.ts';

const WORDS = new Map(CAUSES.map(({ code: name, words }) => [name, words]));

/** The one sentence of a finding. */
export function sayFinding(finding: Finding): Phrase {
  const words = WORDS.get(finding.code);
  if (words === undefined) throw new Error(`No cause ${finding.code}`);
  const own = finding.variant === undefined ? undefined : words.variants?.[finding.variant];
  const without = (own ?? words).without;
  const isUnknown = without !== undefined && finding.params[without.param] === undefined;
  const { title, args } = isUnknown ? without : { title: own?.title ?? words.title, args: own?.args ?? words.args };
  return phrase(title, ...args.map((name): FindingParam => finding.params[name] ?? code('?')));
}

const PLAIN: Readonly<Record<Exclude<PlainAnswerCode, 'alive'>, MessageKey>> = {
  'no-session': 'answerNoSession',
  'no-session-known': 'answerNoSessionKnown',
  'nothing-seen': 'answerNothingSeen',
  'no-cookies': 'answerNoCookies',
};

/** What is said of a site without any cookie where somebody signed in. */
const SIGNED_IN_WITHOUT: Readonly<Partial<Record<PlainAnswerCode, MessageKey>>> = {
  'no-session': 'answerSignInWithoutCookie',
  'no-cookies': 'answerSignInNoCookies',
};

/** The one sentence on top. */
export function sayAnswer(answer: Answer): Phrase {
  const { finding, plain: state, living, lastAccepted, doubt, turnedAway, signInWithoutCookie: signIn } = answer;
  if (finding !== undefined) return sayFinding(finding);
  const without = SIGNED_IN_WITHOUT[state];
  if (signIn !== undefined && without !== undefined) return phrase(without, signIn.step, signIn.status ?? 0);
  if (state === 'no-cookies' && turnedAway !== undefined) return phrase('answerNoCookiesDenied', turnedAway.entry.step);
  if (state !== 'alive' || living === undefined) return phrase(PLAIN[state === 'alive' ? 'no-session' : state]);
  if (doubt !== undefined) return sayDoubt(living, doubt);
  if (lastAccepted === undefined) {
    const { createdBy } = living;
    return createdBy !== undefined && living.entries.length <= 1
      ? phrase('answerSetOnly', chip(living), createdBy.step)
      : phrase('answerAlive', chip(living));
  }
  const count = lastAccepted.entry.counts[0]?.count;
  const { step } = lastAccepted.entry;
  return count === undefined
    ? phrase('answerAliveAccepted', chip(living), step)
    : phrase('answerAliveCounted', chip(living), step, count);
}

/** What is said of a doubt: where the session had been answered before, and where no other answer is in sight. */
const DOUBTS: Readonly<Record<DoubtCode, { readonly later: MessageKey; readonly only: MessageKey }>> = {
  refused: { later: 'answerAliveRefused', only: 'answerOnlyRefused' },
  failed: { later: 'answerAliveFailed', only: 'answerOnlyFailed' },
  asked: { later: 'answerAskedToSignIn', only: 'answerOnlyAskedToSignIn' },
  'found-nobody': { later: 'answerFoundNobody', only: 'answerOnlyFoundNobody' },
  'said-nobody': { later: 'answerAliveSaidNobody', only: 'answerOnlySaidNobody' },
  'sign-in-unclear': { later: 'answerSignInUnclear', only: 'answerOnlyFoundNobody' },
  'led-away': { later: 'answerAliveLedAway', only: 'answerOnlyFailed' },
  lacks: { later: 'answerLaterWithout', only: 'answerSetNotUsed' },
};

function sayDoubt(living: Session, { code: name, moment, accepted }: Doubt): Phrase {
  const { later, only } = DOUBTS[name];
  const { step, status = 0 } = moment.entry;
  const detail = name === 'led-away' ? code(redirectOf(moment.entry)?.pathname ?? '') : status;
  if (accepted !== undefined) return phrase(later, chip(living), accepted.entry.step, step, detail);
  if (name !== 'lacks') return phrase(only, chip(living), step, status);
  const { createdBy } = living;
  return createdBy === undefined
    ? phrase('answerAlive', chip(living))
    : phrase(only, createdBy.step, chip(living), step);
}

const CERTAINTY: Readonly<Record<Certainty, MessageKey>> = {
  observed: 'certaintyObserved',
  confirmed: 'certaintyConfirmed',
  predicted: 'certaintyPredicted',
  concluded: 'certaintyConcluded',
};

/** How a finding is known. */
export function sayCertainty(certainty: Certainty): Phrase {
  return phrase(CERTAINTY[certainty]);
}

const EVIDENCE: Readonly<Record<EvidenceCode, MessageKey>> = {
  set: 'evidenceSet',
  'set-again': 'evidenceSetAgain',
  'set-nothing': 'evidenceSetNothing',
  'not-kept': 'evidenceNotKept',
  sent: 'evidenceSent',
  accepted: 'evidenceAccepted',
  'not-sent': 'evidenceNotSent',
  denied: 'evidenceDenied',
  'asked-to-sign-in': 'evidenceAskedToSignIn',
  'said-over': 'evidenceSaidOver',
  'said-nobody': 'evidenceSaidNobody',
  'showed-form': 'evidenceShowedForm',
  'led-to-refusal': 'evidenceLedToRefusal',
  'new-id': 'evidenceNewId',
  cleared: 'evidenceCleared',
  'not-cleared': 'evidenceNotCleared',
  'sent-again': 'evidenceSentAgain',
  'left-before': 'evidenceLeftBefore',
  overwrote: 'evidenceOverwrote',
  'sent-twice': 'evidenceSentTwice',
  'too-large': 'evidenceTooLarge',
  redirected: 'evidenceRedirected',
  cached: 'evidenceCached',
  failed: 'evidenceFailed',
  gone: 'evidenceGone',
  began: 'evidenceBegan',
  'asked-provider': 'evidenceAskedProvider',
  'came-back': 'evidenceCameBack',
};

/** What a row of the evidence shows: it goes on from the request. */
export function sayEvidence(evidence: Evidence): Phrase {
  return phrase(EVIDENCE[evidence.code]);
}

const CHANGES: Readonly<Record<ChangeCode, MessageKey>> = {
  'same-site-lax': 'changeSameSiteLax',
  'same-site-none': 'changeSameSiteNone',
  'add-secure': 'changeAddSecure',
  https: 'changeHttps',
  'add-http-only': 'changeAddHttpOnly',
  'set-path': 'changeSetPath',
  'drop-domain': 'changeDropDomain',
  'set-domain': 'changeSetDomain',
  'drop-expiry': 'changeDropExpiry',
  partitioned: 'changePartitioned',
  'include-credentials': 'changeIncludeCredentials',
};

const OUTCOMES: Readonly<Record<WhatIf['outcome'], MessageKey>> = {
  kept: 'whatIfKept',
  sent: 'whatIfSent',
  cleared: 'whatIfCleared',
  lived: 'whatIfLived',
};

function sayChange({ code: change, params }: AttributeChange): Phrase {
  return params === undefined
    ? phrase(CHANGES[change])
    : phrase(CHANGES[change], code('path' in params ? params.path : params.domain));
}

/** What would have gone otherwise: "With SameSite=None; Secure it would have been sent." */
export function sayWhatIf({ outcome, changes }: WhatIf): Phrase {
  // SameSite=None brings Secure along: no need to name it twice.
  const bringsSecure = changes.some(({ code: change }) => change === 'same-site-none');
  const named = changes.filter(({ code: change }) => !(bringsSecure && change === 'add-secure'));
  return phrase(OUTCOMES[outcome], list(named.map(sayChange)));
}

const REMEDIES: Readonly<Record<RemedyCode, MessageKey>> = {
  'same-site-none': 'remedySameSiteNone',
  'same-site-lax': 'remedySameSiteLax',
  'secure-needs-https': 'remedySecureNeedsHttps',
  'add-secure': 'remedyAddSecure',
  'drop-domain': 'remedyDropDomain',
  'fix-domain': 'remedyFixDomain',
  'keep-prefix': 'remedyKeepPrefix',
  'set-path': 'remedySetPath',
  'proxy-path': 'remedyProxyPath',
  'smaller-cookie': 'remedySmallerCookie',
  'fix-line': 'remedyFixLine',
  'fix-expiry': 'remedyFixExpiry',
  'fix-clock': 'remedyFixClock',
  'third-party': 'remedyThirdParty',
  'include-credentials': 'remedyIncludeCredentials',
  'include-or-unblock': 'remedyIncludeOrUnblock',
  'one-line-each': 'remedyOneLineEach',
  'https-everywhere': 'remedyHttpsEverywhere',
  'state-cookie': 'remedyStateCookie',
  'state-per-sign-in': 'remedyStatePerSignIn',
  'send-cookie': 'remedySendCookie',
  'one-host': 'remedyOneHost',
  'one-site': 'remedyOneSite',
  'rename-cookie': 'remedyRenameCookie',
  'share-secrets': 'remedyShareSecrets',
  'share-store': 'remedyShareStore',
  'keep-store': 'remedyKeepStore',
  'save-first': 'remedySaveFirst',
  'check-rights': 'remedyCheckRights',
  'longer-timeout': 'remedyLongerTimeout',
  'set-lifetime': 'remedySetLifetime',
  'look-at-refresh': 'remedyLookAtRefresh',
  'refresh-once': 'remedyRefreshOnce',
  'regenerate-once': 'remedyRegenerateOnce',
  'server-side-session': 'remedyServerSideSession',
  'start-with-one': 'remedyStartWithOne',
  'fewer-cookies': 'remedyFewerCookies',
  'break-loop': 'remedyBreakLoop',
  'no-store': 'remedyNoStore',
  'one-domain': 'remedyOneDomain',
  'clear-as-set': 'remedyClearAsSet',
  'clear-by-age': 'remedyClearByAge',
  'clear-twin': 'remedyClearTwin',
  'end-on-server': 'remedyEndOnServer',
  'clear-at-sign-out': 'remedyClearAtSignOut',
  'sign-out-by-post': 'remedySignOutByPost',
  'all-chunks': 'remedyAllChunks',
  'sign-together': 'remedySignTogether',
  'refresh-path': 'remedyRefreshPath',
  'find-writer': 'remedyFindWriter',
  'rotate-at-login': 'remedyRotateAtLogin',
  'trust-proxy': 'remedyTrustProxy',
  'id-in-cookie-only': 'remedyIdInCookieOnly',
  'watch-more': 'remedyWatchMore',
  nothing: 'remedyNothing',
};

/** What to change, in general. */
export function sayRemedy({ remedy }: Finding): Phrase {
  return phrase(REMEDIES[remedy]);
}

/** What to change in the framework's own words, where the framework is known. */
export function frameworkRemedy({
  framework,
  remedy,
}: Finding): (FrameworkSetting & { readonly name: string }) | undefined {
  if (framework === undefined) return undefined;
  const { name, settings } = FRAMEWORKS[framework];
  const setting = settings[remedy];
  return setting === undefined ? undefined : { name, ...setting };
}
