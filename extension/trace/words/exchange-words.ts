import type {
  LossCode,
  RowError,
  RowErrorCode,
  RowNote,
  RowNoteCode,
  TextError,
  TextErrorCode,
  TextNote,
  TextNoteCode,
} from '../../cookies/exchange/exchange-codes.ts';
import type { MessageKey } from './message-key.ts';
import { code, type Phrase, phrase } from './phrase.ts';

/** A message, with the parameters that fill its $1, $2. */
type Sentence = readonly [key: MessageKey, ...params: readonly string[]];

const rowErrors: Readonly<Record<RowErrorCode, Sentence>> = {
  'not-an-object': ['exchangeNotAnObject'],
  'name-missing': ['exchangeNameMissing'],
  'value-missing': ['exchangeValueMissing', 'name'],
  'value-kind': ['exchangeValueKind', 'name', 'value'],
  nothing: ['exchangeNothing'],
  'name-character': ['exchangeNameCharacter', 'name'],
  'value-character': ['exchangeValueCharacter', 'name'],
  'too-large': ['exchangeTooLarge', 'name', 'octets'],
  'domain-missing': ['exchangeDomainMissing', 'name'],
  'domain-bad': ['exchangeDomainBad', 'domain'],
  'path-bad': ['exchangePathBad', 'name'],
  'path-long': ['exchangePathLong', 'name', 'octets'],
  'same-site': ['exchangeSameSite', 'name', 'value'],
  'expiry-text': ['exchangeExpiryText', 'name', 'value'],
  'expiry-unit': ['exchangeExpiryUnit', 'name', 'value'],
  partition: ['exchangePartition', 'name'],
  'partition-opaque': ['exchangePartitionOpaque', 'name'],
  fields: ['exchangeFields', 'count'],
  cells: ['exchangeCells', 'count', 'columns'],
  'too-many-fields': ['exchangeTooManyFields'],
  flag: ['exchangeFlag'],
  'flag-value': ['exchangeFlagValue', 'name', 'flag', 'value'],
  'lwp-line': ['exchangeLwpLine'],
  encrypted: ['exchangeEncrypted', 'name'],
  'binary-value': ['exchangeBinaryValue', 'name'],
  cut: ['exchangeCut', 'name'],
  broken: ['exchangeBroken', 'name'],
  redacted: ['exchangeRedacted', 'name'],
  variable: ['exchangeVariable', 'text'],
  'cookie-file': ['exchangeCookieFile', 'file'],
  deletes: ['exchangeDeletes', 'name'],
  'deleted-later': ['exchangeDeletedLater', 'name'],
  'line-unreadable': ['exchangeLineUnreadable'],
  'old-attribute': ['exchangeOldAttribute', 'name'],
  'no-site': ['exchangeNoSite'],
  // Its reasons say why; where a place has no room for them, this does.
  refused: ['exchangeLineUnreadable'],
};

const rowNotes: Readonly<Record<RowNoteCode, Sentence>> = {
  'spaces-for-tabs': ['exchangeSpacesForTabs'],
  'escaped-tabs': ['exchangeEscapedTabs'],
  'flag-case': ['exchangeFlagCase'],
  indented: ['exchangeIndented'],
  'domain-flag-contradicts': ['exchangeDomainFlag'],
  'port-dropped': ['exchangePortDropped', 'port'],
  'host-only-here': ['exchangeHostOnlyHere', 'host'],
  'local-suffix': ['exchangeLocalSuffix'],
  'expiry-milliseconds': ['exchangeExpiryMilliseconds'],
  'expiry-microseconds': ['exchangeExpiryMicroseconds'],
  'expiry-chrome-epoch': ['exchangeExpiryChrome'],
  'expiry-utc-assumed': ['exchangeExpiryUtc'],
  'max-age-from-now': ['exchangeMaxAgeFromNow'],
  'none-without-secure': ['exchangeNoneWithoutSecure'],
  'none-read-as-unset': ['exchangeNoneReadAsUnset'],
  'joined-line': ['exchangeJoinedLine', 'count'],
  'joined-shown': ['exchangeJoinedShown', 'count'],
  'has-attributes': ['exchangeSetsCookie'],
  'maybe-joined': ['exchangeMaybeJoined'],
  'split-line': ['exchangeSplitLine'],
  'size-differs': ['exchangeSizeDiffers', 'said', 'found'],
  'value-number': ['exchangeValueNumber', 'value'],
  'replaced-character': ['exchangeReplacedCharacter'],
};

const textNotes: Readonly<Record<TextNoteCode, Sentence>> = {
  'pairs-only': ['exchangePairsOnly', 'host'],
  'pairs-covered': ['exchangePairsCovered', 'count'],
  'host-assumed': ['exchangeHostAssumed', 'host'],
  'columns-assumed': ['exchangeColumnsAssumed'],
  'head-unknown': ['exchangeHeadUnknown', 'text'],
  'log-lines': ['exchangeLogLines'],
  'local-storage-left': ['exchangeLocalStorage', 'count'],
  repeated: ['exchangeRepeated', 'count'],
  literal: ['exchangeLiteral'],
  'outside-fence': ['exchangeOutsideFence'],
  unescaped: ['exchangeUnescaped'],
  documents: ['exchangeDocuments', 'count'],
  'lax-may-be-unset': ['exchangeLaxUnsure'],
  'flags-unknown': ['exchangeFlagsUnknown'],
};

const textErrors: Readonly<Record<TextErrorCode, Sentence>> = {
  empty: ['exchangeEmpty'],
  unknown: ['exchangeUnknown'],
  'too-long': ['exchangeTooLong', 'characters', 'limit'],
  'too-many-rows': ['exchangeTooManyRows', 'limit'],
  'no-cookies': ['exchangeNoCookies'],
  'no-site': ['exchangeNoSite'],
  'json-cut-off': ['exchangeJsonCutOff'],
  'json-comment': ['exchangeJsonComment', 'line'],
  'json-trailing': ['exchangeJsonTrailing', 'line'],
  'json-mistake': ['exchangeJsonMistake', 'line', 'near'],
  'json-other': ['exchangeJsonOther'],
  'json-pairs': ['exchangeJsonPairs'],
  'own-version': ['exchangeOwnVersion', 'version', 'known'],
  'own-list-missing': ['exchangeOwnList'],
  'header-lines': ['exchangeHeaderLines', 'line'],
  'head-without-cookies': ['exchangeHeadWithoutCookies'],
  'command-without-cookies': ['exchangeCommandWithoutCookies'],
  'command-unclosed': ['exchangeCommandUnclosed'],
  'fetch-without-cookies': ['exchangeFetchWithoutCookies'],
  html: ['exchangeHtml'],
  settings: ['exchangeSettings'],
  query: ['exchangeQuery'],
  'table-blanks': ['exchangeTableBlanks'],
  har: ['exchangeHar'],
  sqlite: ['exchangeSqlite'],
  'sqlite-chrome': ['exchangeSqliteChrome'],
  'sqlite-firefox': ['exchangeSqliteFirefox'],
  'safari-cookies': ['exchangeSafari'],
  compressed: ['exchangeCompressed'],
  pickle: ['exchangePickle'],
  'encrypted-export': ['exchangeEncryptedExport'],
  'utf-16': ['exchangeUtf16'],
  binary: ['exchangeBinary'],
  'insomnia-empty': ['exchangeInsomniaEmpty'],
  'postman-collection': ['exchangePostman'],
};

const losses: Readonly<Record<LossCode, Sentence>> = {
  'same-site': ['exchangeLossSameSite'],
  partition: ['exchangeLossPartition'],
  'pairs-only': ['exchangeLossPairs'],
  'left-out-tab': ['exchangeLossTab'],
  'http-only': ['exchangeLossHttpOnly'],
};

function say([key, ...names]: Sentence, params: Readonly<Record<string, string | number>> = {}): Phrase {
  const args = names.map((name) => {
    const value = params[name] ?? '';
    return typeof value === 'number' ? value : code(value);
  });
  return phrase(key, ...args);
}

/** Why a row of an import was not read. */
export function rowErrorPhrase({ code: what, params }: RowError): Phrase {
  return say(rowErrors[what], params);
}

/** What a reader did to a row of an import. */
export function rowNotePhrase({ code: what, params }: RowNote): Phrase {
  return say(rowNotes[what], params);
}

/** What a reader has to say of an imported text. */
export function textNotePhrase({ code: what, params }: TextNote): Phrase {
  return say(textNotes[what], params);
}

/** Why an imported text, or the rest of it, was not read. */
export function textErrorPhrase({ code: what, params }: TextError): Phrase {
  return say(textErrors[what], params);
}

/** What an exported format loses of a cookie. */
export function lossPhrase(loss: LossCode): Phrase {
  return say(losses[loss]);
}
