import { parseOrigin } from '../../../cookies/parse-origin.ts';
import {
  answerClass,
  challengeOf,
  deniedBy,
  isRefusedSocket,
  isSignIn,
  isSignOut,
  pathOfEntry,
  redirectOf,
  signInWorked,
} from '../../model/answer-class.ts';
import type { BodySays } from '../../model/body-says.ts';
import { csrfRefusal } from '../../model/csrf.ts';
import type { RequestEntry, SessionEffect } from '../../model/entry.ts';
import { isStatic } from '../../model/request-kind.ts';
import { saysOver } from '../../model/said-in-address.ts';
import type { Session } from '../../model/session.ts';
import { isProofPage, isSignInPath } from '../../model/sign-in-address.ts';
import type { FoldRun } from '../fold-run.ts';
import type { AddressAnswers, FoldState, LastAnswer } from '../fold-state.ts';

// What an answer says of the session that was sent. "The server went on with it" is a claim: something must speak for it.

/** What puts back what an answer changed, where it is judged again. */
type Undo = (() => void)[];

function change<T, K extends keyof T>(undo: Undo, of: T, member: K, value: T[K]): void {
  const was = of[member];
  undo.push(() => {
    of[member] = was;
  });
  of[member] = value;
}

/** Judges, for each session that the request carried, whether the server accepted it. */
export function judgeAnswer(run: FoldRun, entry: RequestEntry): void {
  if (isStatic(entry)) return;
  const at = addressOf(entry);
  const last = takeBack(run.state, at, entry);
  if (entry.fromCache === true) return;
  if (
    entry.effects.some(({ before }) => before !== undefined && followsRefusal(before, entry)) &&
    isForStrangers(entry)
  )
    entry.isForStrangers = true;
  else if (entry.isForStrangers !== undefined) delete entry.isForStrangers;
  const before = last?.after ?? {};
  const undo: Undo = [];
  const answer = answerClass(entry);
  // Of a load that was given up, only a part was read.
  const isRead = entry.readFrom === undefined ? !run.state.jarShown : entry.error === undefined;
  const address = answer === 'ok' && isRead && OPENS.has(entry.says) ? { ...before, opened: true } : { ...before };
  if (entry.says === 'signed-in') address.shown = entry;
  let carried = false;
  for (const effect of entry.effects) {
    if (effect.before !== undefined) {
      carried = true;
      judgeEffect(entry, effect, address, undo);
    }
    const session = effect.after ?? effect.before;
    // What a sign-in clears is not what somebody is signed in by: the state of the way there, an older chunk.
    if (session === undefined || effect.action === 'ended') continue;
    if (signsIn(entry, effect)) change(undo, session, 'signedInBy', entry);
    else if (signInWorked(entry) && isProofPage(redirectOf(entry)?.pathname ?? ''))
      change(undo, session, 'isHalfIn', true);
  }
  // An area that is forbidden stays so, and a question that failed says nothing of others: neither hides that it was open.
  const isForbidden = carried && (isAboutMore(entry) || entry.says === 'not-done');
  // A server that is busy or down says nothing of who asks: what the address said before still holds.
  const said = answer === 'other' ? {} : { [carried ? 'known' : 'stranger']: answer };
  const after = isForbidden ? before : { ...address, ...said };
  run.state.answers.set(at, { entry, before, after, undo });
}

/**
 * Takes back what an answer was taken for, if it was judged before: it was read since, or came out of a cache.
 *
 * @returns how its address had answered before it
 */
function takeBack({ answers }: FoldState, at: string, entry: RequestEntry): LastAnswer | undefined {
  const last = answers.get(at);
  if (last?.entry !== entry) return last;
  for (const each of last.undo.toReversed()) each();
  const taken = { ...last, after: last.before, undo: [] };
  answers.set(at, taken);
  return taken;
}

/** How an address answered before this request. */
function answersBefore({ answers }: FoldState, entry: RequestEntry): AddressAnswers {
  const last = answers.get(addressOf(entry));
  return (last?.entry === entry ? last.before : last?.after) ?? {};
}

/** What an address that opens may say of who asks. */
const OPENS: ReadonlySet<BodySays | undefined> = new Set([undefined, 'signed-in', 'offers-sign-in']);

/** True where a session had been turned away before this request, or had been led to such a page. */
function followsRefusal(session: Session, entry: RequestEntry): boolean {
  const last = session.entries.findLast((each) => each !== entry && !isStatic(each));
  return last?.isForStrangers === true || last?.effects.some(({ rejected }) => rejected !== undefined) === true;
}

/** True for the page that one is led to when one is turned away, unless it shows who is in. */
function isForStrangers(entry: RequestEntry): boolean {
  if (entry.method !== 'GET' || entry.says === 'signed-in') return false;
  if (entry.says === 'sign-in-form' && entry.redirectedFrom !== undefined) return true;
  return isSignInPath(pathOfEntry(entry)) || (URL.canParse(entry.url) && saysOver(new URL(entry.url)));
}

/** What refuses no session, or not by the body. */
const REFUSES_NOBODY: ReadonlySet<BodySays | undefined> = new Set([
  undefined,
  'signed-in',
  'renewal-refused',
  'failed',
  'blocked',
  'not-done',
  'header-too-large',
  'forbidden',
]);

/**
 * Notes whether the body refuses who asks. A form to sign in stands on many a page, and strangers are told who they are
 * as well: only where the same address was answered otherwise before does it say something.
 */
export function judgeBody(run: FoldRun, entry: RequestEntry): void {
  const { state } = run;
  const { says } = entry;
  judgeRedirectToForm(run, entry);
  if (
    REFUSES_NOBODY.has(says) ||
    // That status is a refusal, whatever the body says.
    entry.status === 401 ||
    isRefusedSocket(says) ||
    csrfRefusal(entry) !== undefined ||
    isSignIn(entry) ||
    isSignOut(entry)
  )
    return;
  const { opened, shown } = answersBefore(state, entry);
  const isSame = ({ before }: SessionEffect): boolean =>
    before !== undefined && shown?.effects.some((effect) => effect.before === before) === true;
  if (says === 'offers-sign-in') {
    const isStranger = shown?.url === entry.url && entry.effects.some(isSame);
    if (isStranger && ((entry.status ?? 0) < 400 || entry.status === 403)) entry.refusedInBody = true;
    return;
  }
  if ((says === 'sign-in-form' || says === 'over' || says === 'elsewhere') && isSignInPath(pathOfEntry(entry))) return;
  // Whose account is used elsewhere shows with the status of a refusal; a message may tell of it as well.
  const isSaid = says === 'elsewhere' && (entry.status ?? 0) >= 400;
  // A script may draw a form later than a page's text is read: then somebody must have been in, or had sent a form.
  const wasIn = (effect: SessionEffect): boolean =>
    effect.before?.signedInBy !== undefined || effect.before?.createdBy?.method === 'POST' || isSame(effect);
  const isOther = opened === true && (entry.readFrom !== 'page' || entry.effects.some(wasIn));
  if (says === 'unauthenticated' || says === 'to-sign-in' || isSaid || isOther) entry.refusedInBody = true;
}

/**
 * Notes whether a redirect to a form refused who asked, where the form's address has no word for it (`/enter`). Such a
 * form stands on many a page: this one does if somebody came in by sending it, with the session that is led back to it
 * now from what had opened with a session.
 */
function judgeRedirectToForm(run: FoldRun, entry: RequestEntry): void {
  const { answers } = run.state;
  const from = entry.redirectedFrom?.at(-1);
  if (entry.says !== 'sign-in-form' || from === undefined || isSignInPath(pathOfEntry(entry))) return;
  const { host, storeId, url } = entry;
  const led = answers.get(addressOf({ host, storeId, url: from, method: 'GET' }));
  const sent = answers.get(addressOf({ host, storeId, url, method: 'POST' }))?.entry;
  if (led?.entry.requestId !== entry.requestId || led.before.known !== 'ok' || sent === undefined) return;
  // A form that is shown again let nobody in.
  const target = redirectOf(sent);
  if (target === undefined || target.pathname === pathOfEntry(entry)) return;
  const given = sent.effects.map(({ before, after }) => after ?? before);
  const sessions = led.entry.effects.flatMap(({ before }) => (given.includes(before) ? (before ?? []) : []));
  if (sessions.length === 0) return;
  for (const session of sessions) session.signedInBy ??= sent;
  led.entry.leadsToForm = true;
  judgeAnswer(run, led.entry);
  run.entryChanged(led.entry);
}

/**
 * True where a sign-in gave this session its user. A form that is shown again with "wrong password" is answered 200 as
 * well, and so is many an API's refusal: then only a new id speaks for it. Who is led to a second factor is not in yet.
 */
function signsIn(entry: RequestEntry, { action, before }: SessionEffect): boolean {
  const target = redirectOf(entry);
  const isProof = before?.isHalfIn === true && entry.method === 'POST' && isProofPage(pathOfEntry(entry));
  if (isProof ? deniedBy(entry) !== undefined || (entry.status ?? 500) >= 400 : !signInWorked(entry)) return false;
  if (target !== undefined) return !isProofPage(target.pathname) && !isSignInPath(target.pathname);
  return action === 'created' || action === 'rotated' || action === 'replaced';
}

/**
 * True for an answer that may have another reason than the session: a right that is missing, a form that is too old, or
 * other credentials that the server asks for.
 */
function isAboutMore(entry: RequestEntry): boolean {
  const { status } = entry;
  // A form to sign in, beside which nobody can sign out, says of a 403 what is missing.
  if (status === 403 && entry.says === 'sign-in-form') return false;
  if (status === 403 || status === 419 || csrfRefusal(entry) !== undefined) return true;
  // What an address that never opened says may be about another account, such as one that is linked.
  const how = deniedBy(entry);
  if (how === 'refusal-page' || how === 'body') return true;
  return challengeOf(entry) !== undefined;
}

function judgeEffect(entry: RequestEntry, effect: SessionEffect, address: AddressAnswers, undo: Undo): void {
  const { before } = effect;
  if (before === undefined) return;
  const strangersAreDenied = address.stranger === 'denied';
  const denied = deniedBy(entry);
  // Who is known may still be forbidden: of an address that was never open, that says nothing of the session. A body that
  // says that nobody is signed in, beside a new id, does.
  const isGone = effect.judgedBy === 'answer' && entry.says === 'unauthenticated';
  if ((isAboutMore(entry) && address.known !== 'ok' && !isGone) || csrfRefusal(entry) !== undefined) return;
  if (denied !== undefined && !isSignOut(entry)) {
    change(undo, effect, 'rejected', denied);
    if (address.known === 'ok') change(undo, before, 'isTurnedAway', true);
    if (effect.action === 'resumed' || effect.action === 'none') change(undo, effect, 'action', 'rejected');
    return;
  }
  if (entry.counts.length > 0 && effect.action === 'resumed') change(undo, effect, 'accepted', 'count');
  else if (answerClass(entry) === 'ok' && strangersAreDenied) change(undo, effect, 'accepted', 'answer');
  if (effect.accepted === undefined) return;
  if (before.isTurnedAway === true) change(undo, before, 'isTurnedAway', false);
  forgiveForbidden(before, entry, undo);
}

/** A session that is accepted afterwards was known: what it was forbidden before was forbidden for another reason. */
function forgiveForbidden(session: Session, now: RequestEntry, undo: Undo): void {
  for (let at = session.entries.length - 1; at >= 0; at--) {
    const entry = session.entries[at];
    if (entry === undefined || entry === now) continue;
    const effect = entry.effects.find((each) => each.before === session);
    if (effect?.accepted !== undefined) return;
    if (effect?.rejected === undefined || !isAboutMore(entry)) continue;
    const { rejected } = effect;
    undo.push(() => {
      effect.rejected = rejected;
      entry.revision += 1;
    });
    delete effect.rejected;
    if (effect.action === 'rejected') change(undo, effect, 'action', 'resumed');
    entry.revision += 1;
  }
}

/** What was asked for: the method, the host with its port, and the path. */
function addressOf(entry: Pick<RequestEntry, 'host' | 'method' | 'storeId' | 'url'>): string {
  const origin = parseOrigin(entry.url)?.host ?? entry.host;
  return `${entry.storeId} ${entry.method} ${origin}${pathOfEntry(entry)}`;
}
