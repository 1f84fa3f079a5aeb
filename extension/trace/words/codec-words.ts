import type { CodecFault } from '../../cookies/decode-value.ts';
import type { MessageKey } from './message-key.ts';

/** Why a value cannot be decoded, or a text not encoded. */
export const codecWords: Readonly<Record<CodecFault, MessageKey>> = {
  'no-percent-encoding': 'jarCodePercent',
  'no-json': 'jarCodeJson',
  'typed-no-json': 'jarCodeJsonTyped',
  'no-base64': 'jarCodeBase64',
  'no-jwt': 'jarCodeJwt',
  'jwt-needs-key': 'jarCodeJwtKey',
};
