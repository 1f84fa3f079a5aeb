import type { FrameworkId } from '../../cookies/names/framework-id.ts';
import type { KnownCookie } from '../../cookies/names/known-cookie.ts';
import type { ValueFormat } from '../../cookies/value-format.ts';
import type { LabelledFormat, ValueFormatName } from '../../cookies/value-rules/value-format-name.ts';
import type { ValueLabel } from '../../cookies/value-rules/value-rule.ts';
import type { MessageKey } from './message-key.ts';
import { code, type Phrase, phrase } from './phrase.ts';

/** A format that one maker writes, in a sentence with the maker's name. */
const labelWords: Readonly<Record<ValueLabel['kind'], MessageKey>> = {
  id: 'looksIdOf',
  'signed-id': 'looksSignedIdOf',
  signed: 'looksSignedBy',
  encrypted: 'looksEncryptedBy',
  'sign-in': 'looksSignInOf',
  json: 'looksJsonOf',
};

/** A format that many write, in a sentence of its own: formats differ in gender and number where languages have them. */
const formatWords: Readonly<Record<Exclude<ValueFormatName, LabelledFormat>, MessageKey>> = {
  jwt: 'looksJwt',
  'clerk-jwt': 'looksJwt',
  jwe: 'looksJwe',
  paseto: 'looksPaseto',
  fernet: 'looksFernet',
  iron: 'looksIron',
  'signed-json': 'looksSignedJson',
  'signed-id': 'looksSignedId',
  'uuid-v4': 'looksUuidV4',
  'uuid-v7': 'looksUuidV7',
  'uuid-time': 'looksUuidTime',
  uuid: 'looksUuid',
  'routed-id': 'looksRoutedId',
  'routed-uuid': 'looksRoutedId',
  ulid: 'looksUlid',
  'object-id': 'looksObjectId',
  'big-ip': 'looksBigIp',
  'google-analytics': 'looksGoogleAnalytics',
  'base64-json': 'looksBase64Json',
  json: 'looksJson',
  timestamp: 'looksTimestamp',
  number: 'looksNumber',
  'hex-32': 'looksHex32',
  hex: 'looksHex',
  'base64-text': 'looksBase64Text',
  base64: 'looksBase64',
  text: 'looksText',
  'long-text': 'looksLongText',
  empty: 'looksEmpty',
};

const OF_PHP: ReadonlySet<FrameworkId> = new Set([
  'php',
  'laravel',
  'symfony',
  'codeigniter',
  'cakephp',
  'yii',
  'wordpress',
]);

/** Forms that many ids have by chance: a word for their maker only where no other product owns the name. */
const BY_CHANCE: Readonly<Partial<Record<ValueFormatName, ReadonlySet<FrameworkId>>>> = {
  'django-id': new Set(['django']),
  'aspnet-session': new Set(['aspnet']),
  'php-26': OF_PHP,
  'hex-32': OF_PHP,
};

/** True where the name belongs to a product that does not write ids of this form on purpose. */
function isAnothers(format: ValueFormatName, known: KnownCookie | undefined): boolean {
  const makers = BY_CHANCE[format];
  if (makers === undefined || known?.product === undefined || known.certainty !== 'certain') return false;
  return known.framework === undefined || !makers.has(known.framework);
}

/**
 * What a value looks like.
 *
 * @param known what the cookie is by its name
 */
export function valueFormatPhrase(
  { format, label }: Pick<ValueFormat, 'format' | 'label'>,
  known?: KnownCookie,
): Phrase {
  if (isAnothers(format, known)) return phrase(format === 'hex-32' ? 'looksHex' : 'looksPlainId');
  if (label !== undefined) return phrase(labelWords[label.kind], code(label.maker));
  // A format without a label is none of the labelled ones.
  return phrase(formatWords[format as Exclude<ValueFormatName, LabelledFormat>]);
}
