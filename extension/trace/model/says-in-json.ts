import type { BodySays } from './body-says.ts';
import { ENDED_BY, plainCode } from './ended-by.ts';
import { inLanguages } from './languages.ts';

// What an answer in JSON says of who asks.

/** Longest JSON that is read for it, in characters: errors are short. */
const LONGEST_JSON = 20_000;

/** What no refusal does without, as names of its members and what they hold: nothing else is read. */
const WORTH_READING = /"0{16}"|err|code|msg|mess|stat|resu|detail|log|ses|null|false|^\s*\{\s*\}/i;

/** How many levels deep an error may be wrapped (`{"error":{"detail":{"code":…}}}`). */
const DEEPEST = 3;

/**
 * Codes by which APIs say that nobody is signed in, as `plainCode` has them: Apollo, Hasura, HotChocolate, Spring, Supabase and
 * many of their own.
 */
const UNAUTHENTICATED_CODE =
  /^(?:(?:err|fail|e)(?:sys)?)?(?:unauthenticated|unauthori[sz]ed|invalidauth|(?:auth)?not(?:auth(?:enticat)?ed|loggedin|signedin)|(?:login|signin|auth(?:entication)?)(?:is)?required|(?:need|must)(?:login|signin)|no(?:active)?session|session(?:has)?(?:expired|invalid|notfound|missing|timed?out|ended)|service\.authexpired|(?:invalid|expired)session(?:id)?|(?:token|jwt)(?:has)?expired|expired(?:token|jwt)|(?:invalid|bad)jwt)(?:::[^{}]*)?$/;

/** The same as a sentence, at its beginning. */
const UNAUTHENTICATED_TEXT = new RegExp(
  `^(?:unauthenticated|not (?:authenticated|logged in|signed in)|(?:you|user) (?:are|is) (?:not|no longer) (?:authenticated|logged in|signed in)|you (?:must|need to|have to) (?:be )?(?:log|logged|sign|signed) in|please (?:log|sign) in|authentication (?:is )?required|authentication credentials were not provided|log ?in (?:is )?required|(?:(?:sorry|error|your|the|this|user|login|current|web)[,:!]? ){0,3}session (?:has |is )?(?:expired|timed out|ended|terminated|invalid|over)|(?:jwt|token) (?:has )?expired)\\b|^(?:${inLanguages('nobody')})|^(?:\\S{1,12} ){0,2}(?:${inLanguages('over')})`,
  'i',
);

/** Codes by which APIs say that this is not allowed: Apollo, Hasura, Relay, and those that repeat a status. */
const FORBIDDEN_CODE = /^(?:forbidden|(?:access|permission)denied|notpermitted)$/;

/** Members that hold a status, a code, or a sentence. */
const STATUS_NAME = /^(?:(?:http)?status(?:_?code)?|(?:err(?:or)?)?_?code)$/i;
const CODE_NAME = /^(?:(?:err(?:or)?)?_?code|error|classification)$/i;
const TEXT_NAME =
  /^(?:(?:err(?:or)?|show|res(?:ult)?|ret(?:urn)?|status)?_?(?:message|msg)|(?:res(?:ult)?|ret(?:urn)?|status)_?desc|error(?:_description)?|detail|info)$/i;
/** The same of an error alone: elsewhere they hold the name of a film, or the title of an article. */
const CODE_OF_ERROR = /^(?:reason|type|name)$/;
const TEXT_OF_ERROR = /^(?:title|description|reason|data|caption)$/;
const NESTED_NAME = /^(?:errors?|extensions|detail|exception|http|meta|result|ret)$/;
/** Those of them that hold nothing but errors. */
const NAMES_ERROR = /^(?:errors?|extensions|exception)$/;
const SIGNED_IN_MEMBERS =
  /^(?:is)?[-_]?(?:authenticated|logged[-_]?in|signed[-_]?in|login)$|^(?:user|session|currentUser|current_user|viewer|me|account)$/i;

/** Statuses of what is not there, or was asked for wrongly. */
const MISSING: ReadonlySet<number> = new Set([400, 404, 410, 422]);
const ABOUT_SOMETHING =
  /^(?:(?:the |your )?session[-_ ]?(?:was )?not[-_ ]?found|session[-_ ]?missing|token[-_ ]?(?:has[-_ ])?expired|expired[-_ ]?token)[.!]?$/i;

type Json = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const own = (record: Json, name: string): unknown => (Object.hasOwn(record, name) ? record[name] : undefined);

/** A member as a word; none for an object, whose `toString` may be data. */
function wordOf(record: Json, name: string): string {
  const value = own(record, name);
  return typeof value === 'object' ? '' : String(value);
}

/** How an error's record says something: by a status, by a code, or by a sentence. */
interface Saying {
  readonly status?: string;
  readonly code?: RegExp;
  readonly text?: RegExp;
  /** Codes and sentences that do not say it. */
  readonly except?: RegExp;
}

const isCodeOf = ({ code, except }: Saying, text: string): boolean =>
  code?.test(plainCode(text)) === true && except?.test(text) !== true;
/** How much of a sentence is read, in characters. */
const LONGEST_SENTENCE = 1_000;

const isTextOf = ({ text: pattern, except }: Saying, text: string): boolean => {
  const read = text.slice(0, LONGEST_SENTENCE);
  return pattern?.test(read) === true && except?.test(read) !== true;
};

const UNAUTHENTICATED: Saying = { status: '401', code: UNAUTHENTICATED_CODE, text: UNAUTHENTICATED_TEXT };
/** The same of an answer whose status says that something was not there, or asked for wrongly: a chat, an invitation. */
const UNAUTHENTICATED_ELSE: Saying = { ...UNAUTHENTICATED, except: ABOUT_SOMETHING };
const FORBIDDEN: Saying = { status: '403', code: FORBIDDEN_CODE };

/** True where an error's record, or one in it, says something. */
function says(value: unknown, what: Saying, depth = 0, inError = false): boolean {
  if (typeof value === 'string') return isCodeOf(what, value.trim()) || isTextOf(what, value.trim());
  if (depth > DEEPEST) return false;
  if (Array.isArray(value)) return value.slice(0, 5).some((one) => says(one, what, depth + 1, inError));
  if (!isRecord(value)) return false;
  const members = Object.entries(value);
  const isError =
    inError ||
    ['message', 'msg', 'errors'].some((name) => Object.hasOwn(value, name)) ||
    // What a payment or a job failed for is no refusal of who asks.
    (members.length <= 2 && FAILED.test(wordOf(value, 'status')) && /log|sess|sign/i.test(wordOf(value, 'reason')));
  const texts = (names: RegExp, ofError: RegExp): string[] =>
    members
      .filter(([name]) => names.test(name) || (isError && ofError.test(name)))
      .filter(([, text]) => typeof text === 'string' || typeof text === 'number')
      .map(([, text]) => String(text).trim());
  // 403 alone is also the area code of Calgary.
  const isStatus = what.status !== undefined && texts(STATUS_NAME, STATUS_NAME).includes(what.status);
  if (isStatus && (isError || what === UNAUTHENTICATED)) return true;
  if (texts(CODE_NAME, CODE_OF_ERROR).some((text) => isCodeOf(what, text))) return true;
  if (texts(TEXT_NAME, TEXT_OF_ERROR).some((text) => isTextOf(what, text))) return true;
  return members.some(
    ([name, member]) =>
      typeof member === 'object' &&
      (NESTED_NAME.test(name) || (inError && name === 'data')) &&
      says(member, what, depth + 1, inError || NAMES_ERROR.test(name)),
  );
}

/** True where a GraphQL answer holds something all the same: one field wanted more, and the others did not. */
function holdsData(record: Json): boolean {
  const data = own(record, 'data');
  return isRecord(data) && Object.values(data).some((value) => value !== null);
}

/** True for an answer that names the user, and names none. */
function namesNobody(value: unknown): boolean {
  if (value === null) return true;
  if (!isRecord(value)) return false;
  const members = Object.entries(value);
  if (members.length === 0) return true;
  return members.some(([name, member]) => SIGNED_IN_MEMBERS.test(name) && (member === null || member === false));
}

/**
 * Addresses that say who is signed in. Elsewhere an empty answer is an empty list; a status, a profile or an account may be
 * another thing's, unless nothing but the API stands before it.
 */
const WHO_PATH =
  /(?:^|[/_.-])(?:session|get-session|me|whoami|current-?user|user|userinfo|auth|(?:auth|login|session|user)[/_-]?status)\/?$|^(?:\/(?:[a-z-]{0,20}api|rest|ajax|v\d{1,2}|users?|my|me|auth))*\/(?:account|profile)\/?$/i;

/** True for an address that says who is signed in. */
export function isWhoPath(pathname: string): boolean {
  return WHO_PATH.test(pathname);
}

/** Addresses of APIs that sign in. */
const SIGNS_IN = /(?:^|[/_.-])(?:log[-_]?in|sign[-_]?in|auth|authenticate)\/?$/i;

/** A client that is sent to the sign-in for its time is over: `{"status":"timeout","redirect":"/login"}`. */
const TIME_OVER = /"(?:status|code|error)" *: *"(?:session[-_ ]?)?(?:timed?[-_ ]?out|expired)"/i;
const TO_SIGN_IN =
  /"(?:redirect|redirect_?url|redirect_?to|location|reload)" *: *"[^"?#]*\/(?:log|sign)[-_]?in(?:\.\w{2,4})?["/?#]/i;
/** Horde answers so where nobody is in any more. */
const NO_ANSWER = /"response" *: *null\b/;

const saysFailed = (answer: Json): boolean => own(answer, 'success') === false || own(answer, 'ok') === false;

const FAILED = /^(?:error|exception|fail(?:ed|ure)?|ng|nok)$/i;

/** True for an answer that says by its form that what was asked failed. */
function hasFailed(answer: Json): boolean {
  if (saysFailed(answer)) return true;
  if (['status', 'result', 'type'].some((name) => FAILED.test(wordOf(answer, name)))) return true;
  if (holdsData(answer)) return false;
  const [errors, error] = [own(answer, 'errors'), own(answer, 'error')];
  if (Array.isArray(errors) && errors.length > 0) return true;
  return (
    error === true || (typeof error === 'string' && error !== '') || (isRecord(error) && Object.keys(error).length > 0)
  );
}

/** What codes stand for success: 0, 200 and their like. */
const GOOD_CODE = /^(?:0+|1|20\d+|ok|success|undefined|null|true)$/i;

/** True for an answer whose words are those of a refusal, by its status, its form or its code. */
const isRefusing = (answer: Json, status: number): boolean =>
  status >= 400 ||
  hasFailed(answer) ||
  !['code', 'errno', 'errcode', 'error_code'].every((name) => GOOD_CODE.test(wordOf(answer, name)));

/** GraphQL's answer to who asks: nothing but a user, and there is none. */
function namesNoUser(answer: Json): boolean {
  const data = own(answer, 'data');
  const members = isRecord(data) ? Object.entries(data) : [];
  return members.length > 0 && members.every(([name, value]) => VIEWER.test(name) && value === null);
}

const VIEWER = /^(?:me|viewer|current_?user)$/i;

/** What says by its name that one has to sign in: `{"sessionExpired":true}`, and next to nothing beside it. */
const FLAG =
  /^(?:is)?[-_]?(?:session[-_]?(?:expired|time[-_]?out|invalid)|log[-_]?in[-_]?required|(?:need|require)s?[-_]?log[-_]?in)$/i;
const FLAG_MEMBERS = 3;

function isFlagged(answer: Json): boolean {
  const [members, meta] = [Object.entries(answer), own(answer, 'meta')];
  const isSaid = members.some(([name, value]) => FLAG.test(name) && (value === true || value === 1));
  if (isSaid && members.length <= FLAG_MEMBERS) return true;
  // TYPO3 asks by itself whether the session still lives.
  const login = own(answer, 'login');
  if (isRecord(login) && own(login, 'timed_out') === true) return true;
  // Vaadin's words for it are the application's own.
  return isRecord(meta) && (isFlagged(meta) || says(own(meta, 'appError'), UNAUTHENTICATED));
}

/** What keeps an answer from being run as a script, such as Vaadin's `for(;;);`. */
const NO_SCRIPT = /^[^[{]{1,12}(?=[[{])/;

/** The answer to one call of many, in which JSON-RPC and Ext Direct repeat which call it was. */
const isOfCall = (answer: Json): boolean => ['jsonrpc', 'tid'].some((name) => Object.hasOwn(answer, name));

/**
 * Of answers to many questions at once, the last: where it is an error and nothing else, those after it were not answered
 * (Moodle, tRPC). The rows of a list have more.
 */
function lastOfMany(value: unknown): unknown {
  const last: unknown = Array.isArray(value) ? value.at(-1) : undefined;
  if (!isRecord(last)) return value;
  const isError = isOfCall(last) || Object.keys(last).every((name) => NAMES_ERROR.test(name) || name === 'data');
  return (hasFailed(last) && isError) || isFlagged(last) ? last : value;
}

/** True for an OData batch of which each part was refused: `{"responses":[{"id":"1","status":401}]}`. */
function isRefusedBatch(value: unknown): boolean {
  const parts = isRecord(value) ? own(value, 'responses') : undefined;
  return (
    Array.isArray(parts) && parts.length > 0 && parts.every((part) => isRecord(part) && own(part, 'status') === 401)
  );
}

/** What a refusal asks for at the end of its sentence. */
const AGAIN: Saying = { text: /^[^{}]{0,200}\b(?:log|sign) ?(?:back )?in again\b/i };

/** What an answer says of a session that is over, in a refusal's words. */
function readRefusal(value: Json, status: number): BodySays | undefined {
  if (!isRefusing(value, status)) return undefined;
  if (says(value, ENDED_BY.elsewhere)) return 'elsewhere';
  return says(value, ENDED_BY.revoked) ? 'revoked' : undefined;
}

/** The same where it is said by a sentence or a member that elsewhere says less. */
function asksAgain(value: Json, text: string, status: number): boolean {
  const isNoAnswer = saysFailed(value) || TIME_OVER.test(text) || NO_ANSWER.test(text);
  if (isFlagged(value) || (isNoAnswer && TO_SIGN_IN.test(text))) return true;
  return isRefusing(value, status) && says(value, AGAIN);
}

/** Roundcube tells its page's script what to call. */
const callsOver = (text: string): boolean => text.includes('"exec"') && text.includes('this.session_error(');

/** What a FRITZ!Box and Moodle write where nobody is in. */
const NO_USER = /"sid" *: *"0{16}"|"userid" *: *0, *"timeremaining" *: *0\b/;

/** True for an answer to somebody who is not in: where who is in is answered otherwise, it says that they are not any more. */
const isForNobody = (value: unknown, text: string): boolean =>
  NO_USER.test(text) || (isRecord(value) && own(value, 'logout') === true && Object.keys(value).length === 1);

/** Zimbra writes SOAP as JSON. */
function faultOf(value: unknown): unknown {
  const body = isRecord(value) ? own(value, 'Body') : undefined;
  const fault = isRecord(body) ? own(body, 'Fault') : undefined;
  if (!isRecord(fault)) return value;
  const detail = own(fault, 'Detail');
  const error = isRecord(detail) ? own(detail, 'Error') : undefined;
  const code = isRecord(error) ? wordOf(error, 'Code') : '';
  return { error: { code, message: '' } };
}

/** True for an answer that says of nobody but who asks that they are not in. */
const saysNobodyIn = (answer: Json): boolean =>
  Object.entries(answer).some(
    ([name, value]) =>
      /^(?:is)?[-_]?(?:authenticated|logged[-_]?in|signed[-_]?in)$/i.test(name) && (value === false || value === 0),
  );

/** Salesforce's Aura says it in JSON between comments: `*\/{"event":{"descriptor":"markup://aura:invalidSession"`. */
const AURA_OVER = /^\s*(?:\*\/\s*)?\{\s*"event"\s*:\s*\{\s*"descriptor"\s*:\s*"markup:\/\/aura:invalidSession"/;

/**
 * Reads what an answer in JSON says of who asks; undefined: nothing that is known.
 *
 * @param path the path of the request's URL
 * @param status of the answer
 */
export function readJson(text: string, path: string, status: number): BodySays | undefined {
  if (text.length > LONGEST_JSON || !WORTH_READING.test(text)) return undefined;
  if (AURA_OVER.test(text)) return 'unauthenticated';
  let value: unknown;
  try {
    value = JSON.parse(text.replace(NO_SCRIPT, ''));
  } catch {
    return undefined;
  }
  if (isRefusedBatch(value) || callsOver(text)) return 'unauthenticated';
  value = faultOf(lastOfMany(value));
  const isMissing = MISSING.has(status) && !WHO_PATH.test(path);
  if (isRecord(value)) {
    const worked = own(value, 'success') === true || own(value, 'ok') === true;
    const isError = !worked && !holdsData(value);
    const refusal = isError ? readRefusal(value, status) : undefined;
    if (refusal !== undefined) return refusal;
    if (isError && says(value, isMissing ? UNAUTHENTICATED_ELSE : UNAUTHENTICATED)) return 'unauthenticated';
    if (isError && asksAgain(value, text, status)) return 'unauthenticated';
    // WordPress asks by itself whether the session still lives.
    if (own(value, 'wp-auth-check') === false) return 'unauthenticated';
    if (isError && says(value, FORBIDDEN)) return 'forbidden';
  }
  if ((WHO_PATH.test(path) && namesNobody(value)) || isForNobody(value, text)) return 'nobody';
  if (!isRecord(value) || status >= 400) return undefined;
  if (SIGNS_IN.test(path) && saysFailed(value)) return 'failed';
  return hasFailed(value) || namesNoUser(value) || saysNobodyIn(value) ? 'not-done' : undefined;
}
