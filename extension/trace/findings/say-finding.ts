import type { AttributeChange } from '../../cookies/what-if.ts';
import { answerClass, isSignIn, isSignOut, pathOfEntry, redirectOf } from '../model/answer-class.ts';
import type { RequestEntry } from '../model/entry.ts';
import type { ThreadRole } from '../model/recognise.ts';
import type { Session } from '../model/session.ts';
import { keyOfCode } from '../words/key-of-code.ts';
import type { MessageKey } from '../words/message-key.ts';
import { chip, code, list, type Phrase, phrase, span } from '../words/phrase.ts';
import type { Answer, PlainAnswerCode } from './answer.ts';
import type { Doubt, DoubtCode } from './doubt.ts';
import { EVIDENCE_SAYING } from './evidence-rows.ts';
import type { Certainty, Evidence, Finding, FindingParam, WhatIf } from './finding.ts';
import { frameworkOf } from './framework-of.ts';
import { FRAMEWORKS, type FrameworkSetting } from './framework-settings.ts';
import { IDLE } from './idle.ts';
import { CAUSES } from './known-causes.ts';
import type { RemedyCode } from './remedies.ts';
import type { TroubleCode } from './trouble.ts';

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

const PLAIN: Readonly<Record<Exclude<PlainAnswerCode, 'alive' | 'in-header'>, MessageKey>> = {
  'no-session': 'answerNoSession',
  'no-session-known': 'answerNoSessionKnown',
  'values-hidden': 'answerValuesHidden',
  'nothing-seen': 'answerNothingSeen',
  'no-cookies': 'answerNoCookies',
};

/** What is said of a site without any cookie where somebody signed in. */
const SIGNED_IN_WITHOUT: Readonly<Partial<Record<PlainAnswerCode, MessageKey>>> = {
  'no-session': 'answerSignInWithoutCookie',
  'no-session-known': 'answerSignInWithoutCookie',
  'no-cookies': 'answerSignInNoCookies',
};

/** What is said of a sign-in that failed without a status or an error that says so. */
const SIGN_IN_FAILED: Readonly<Partial<Record<TroubleCode, MessageKey>>> = {
  'page-said-over': 'answerSignInSaidOver',
  'cookies-missed': 'answerSignInCookiesMissed',
  blocked: 'answerSignInBlocked',
};

/** How many cookies a sentence names. */
const NAMED = 4;

/** True for what goes without a token in any case: a preflight, and a sign-in. */
const needsNoToken = (entry: RequestEntry): boolean => entry.method === 'OPTIONS' || isSignIn(entry);

/** The one sentence on top. */
export function sayAnswer(answer: Answer): Phrase {
  const { finding, plain: state, living, lastAccepted, doubt, turnedAway, signInWithoutCookie: signIn } = answer;
  if (finding !== undefined) return sayFinding(finding);
  if (answer.otherStore !== undefined && turnedAway !== undefined)
    return phrase('answerOtherStore', turnedAway.entry.step, chip(answer.otherStore));
  if (answer.withHeader?.credential !== undefined) {
    const { credential, step, id } = answer.withHeader;
    return turnedAway !== undefined && turnedAway.entry.id > id && !needsNoToken(turnedAway.entry)
      ? phrase('answerInHeaderDenied', code(credential), step, turnedAway.entry.step)
      : phrase('answerInHeader', code(credential), step);
  }
  if (answer.failedSignIn !== undefined) {
    const { code: name, entry, shown } = answer.failedSignIn;
    const said = code(`${entry.method} ${pathOfEntry(entry)}`);
    return shown === ''
      ? phrase(SIGN_IN_FAILED[name] ?? 'answerSignInForm', entry.step, said)
      : phrase('answerSignInFailed', entry.step, said, code(shown));
  }
  // A browser's own recording leaves no cookies out.
  const without = SIGNED_IN_WITHOUT[answer.showsJar && state === 'no-cookies' ? 'no-session' : state];
  if (signIn !== undefined && without !== undefined) return phrase(without, signIn.step, signIn.status ?? 0);
  if (state === 'no-cookies' && turnedAway !== undefined)
    return phrase(answer.showsJar ? 'answerNoCookieWentAlong' : 'answerNoCookiesDenied', turnedAway.entry.step);
  if (state === 'no-session' && turnedAway !== undefined && turnedAway.entry.method !== 'OPTIONS') {
    const { entry } = turnedAway;
    return phrase('answerNoCookieHere', entry.step, code(`${entry.method} ${entry.host}${pathOfEntry(entry)}`));
  }
  if (answer.otherCookies !== undefined) {
    const names = code(answer.otherCookies.slice(0, NAMED).join(', '));
    return turnedAway === undefined
      ? phrase('answerOtherCookies', names)
      : phrase('answerOtherCookiesDenied', names, turnedAway.entry.step);
  }
  if (state !== 'alive' || living === undefined)
    return phrase(PLAIN[state === 'alive' || state === 'in-header' ? 'no-session' : state]);
  if (doubt !== undefined) return sayDoubt(living, doubt);
  if (lastAccepted === undefined) {
    const { createdBy } = living;
    if (createdBy === undefined || living.entries.length > 1) return phrase('answerAlive', chip(living));
    const before = renewedFrom(living, createdBy);
    return before === undefined
      ? phrase('answerSetOnly', chip(living), createdBy.step)
      : phrase('answerAliveRenewed', chip(before), createdBy.step, chip(living));
  }
  const count = lastAccepted.entry.counts[0]?.count;
  const { step } = lastAccepted.entry;
  return count === undefined
    ? phrase('answerAliveAccepted', chip(living), step)
    : phrase('answerAliveCounted', chip(living), step, count);
}

/** The session that an answer to it renewed: its page shows who is in, or an answer had changed the id without a pause before. */
function renewedFrom(living: Session, by: RequestEntry): Session | undefined {
  const before = givenFor(living);
  if (before === undefined || answerClass(by) !== 'ok' || isSignIn(by) || isSignOut(by)) return undefined;
  const last = before.entries.findLast((entry) => entry !== by)?.startedDateTime ?? before.firstSeen;
  const isUsual = givenFor(before) !== undefined && by.startedDateTime - last < IDLE;
  return by.says === 'signed-in' || (by.says === undefined && isUsual) ? before : undefined;
}

/** The session in whose place one was given out. */
function givenFor(session: Session): Session | undefined {
  const effect = session.createdBy?.effects.find(({ after }) => after === session);
  return effect?.before === session ? undefined : effect?.before;
}

/** What is said of a doubt: where the session had been answered before, and where no other answer is in sight. */
const DOUBTS: Readonly<Record<DoubtCode, readonly [later: MessageKey, only?: MessageKey]>> = {
  refused: ['answerAliveRefused', 'answerOnlyRefused'],
  failed: ['answerAliveFailed', 'answerOnlyFailed'],
  'found-nobody': ['answerFoundNobody', 'answerOnlyFoundNobody'],
  'said-nobody': ['answerAliveSaidNobody', 'answerOnlySaidNobody'],
  'sign-in-unclear': ['answerSignInUnclear', 'answerOnlyFoundNobody'],
  'led-away': ['answerAliveLedAway', 'answerOnlyFailed'],
  'refused-beside': ['answerAliveBut'],
  'form-again': ['answerAliveForm'],
  'page-said-over': ['answerAliveSaidOver'],
  'cookies-missed': ['answerAliveCookiesMissed'],
  blocked: ['answerAliveBlocked'],
  'not-done': ['answerAliveNotDone', 'answerOnlyFailed'],
  'after-sign-out': ['answerAliveAfterSignOut', 'answerOnlyFailed'],
  'new-id': ['answerAliveNewId'],
  'shown-as-guest': ['answerAliveGuest'],
  'held-up': ['answerAliveHeldUp'],
  lacks: ['answerLaterWithout', 'answerSetNotUsed'],
};

function sayDoubt(living: Session, { code: name, entry, shown, pause, accepted }: Doubt): Phrase {
  const [later, only = later] = DOUBTS[name];
  const { step, status = 0 } = entry;
  if (pause !== undefined) return phrase(later, chip(living), step, span(pause));
  if (shown !== undefined) {
    const host = entry.site === living.thread.site ? '' : entry.host;
    return phrase(later, chip(living), step, code(`${entry.method} ${host}${pathOfEntry(entry)}`), code(shown));
  }
  const detail = name === 'led-away' ? code(redirectOf(entry)?.pathname ?? '') : status;
  if (accepted !== undefined) return phrase(later, chip(living), accepted.entry.step, step, detail);
  if (name !== 'lacks') return phrase(only, chip(living), step, status);
  const { createdBy } = living;
  return createdBy === undefined
    ? phrase('answerAlive', chip(living))
    : phrase(only, createdBy.step, chip(living), step);
}

/** How a finding is known. */
export function sayCertainty(certainty: Certainty): Phrase {
  return phrase(keyOfCode('certainty', certainty));
}

/** What a row of the evidence shows: it goes on from the request. */
export function sayEvidence(evidence: Evidence): Phrase {
  const saying = EVIDENCE_SAYING[evidence.code];
  if (evidence.said !== undefined && saying !== undefined) return phrase(saying, evidence.said);
  return phrase(keyOfCode('evidence', evidence.code));
}

function sayChange({ code: change, params }: AttributeChange): Phrase {
  const key = keyOfCode('change', change);
  return params === undefined ? phrase(key) : phrase(key, code('path' in params ? params.path : params.domain));
}

/** What would have gone otherwise: "With SameSite=None; Secure it would have been sent." */
export function sayWhatIf({ outcome, changes }: WhatIf): Phrase {
  // SameSite=None brings Secure along: no need to name it twice.
  const bringsSecure = changes.some(({ code: change }) => change === 'same-site-none');
  const named = changes.filter(({ code: change }) => !(bringsSecure && change === 'add-secure'));
  return phrase(keyOfCode('whatIf', outcome), list(named.map(sayChange)));
}

/** What to change, in general. */
export function sayRemedy({ remedy }: Finding): Phrase {
  return phrase(keyOfCode('remedy', remedy === 'longer-cookie' ? 'longer-timeout' : remedy));
}

/** Cookies beside a session whose attributes have settings of their own. */
const OTHER_SETTINGS: ReadonlySet<ThreadRole> = new Set(['csrf', 'remember-me', 'load-balancer']);

/** Advice that most frameworks follow by one setting: the key that a restart must not change is the one that all share. */
const SAME_SETTING: Readonly<Partial<Record<RemedyCode, RemedyCode>>> = {
  'keep-key': 'share-secrets',
  'longer-cookie': 'longer-timeout',
};

/** What to change in the framework's own words, where the cookie shows a framework. */
export function frameworkRemedy({
  thread,
  remedy,
}: Finding): (FrameworkSetting & { readonly name: string }) | undefined {
  const framework = frameworkOf(thread);
  // What a framework sets for its session it sets elsewhere for the cookies beside it.
  if (framework === undefined || OTHER_SETTINGS.has(thread.role)) return undefined;
  const { name, settings } = FRAMEWORKS[framework];
  const setting = settings[remedy] ?? settings[SAME_SETTING[remedy] ?? remedy];
  return setting === undefined ? undefined : { name, ...setting };
}
