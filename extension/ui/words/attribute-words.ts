import type { ParsedSetCookie } from '../../cookies/parse-set-cookie.ts';
import type { WarningCode } from '../../cookies/reason-codes.ts';
import type { AttributeName, SetCookieAttribute } from '../../cookies/set-cookie-attributes.ts';
import type { MessageKey } from '../../trace/words/message-key.ts';
import { code, day, type Phrase, phrase, span } from '../../trace/words/phrase.ts';

/** An attribute of a Set-Cookie line, or a missing one, and what it means. */
export interface AttributeLine {
  /** As written in the line; for a missing attribute its standard name. */
  readonly label: string;
  readonly present: boolean;
  readonly said: Phrase;
  readonly tone: 'plain' | 'warn';
}

interface Facts {
  readonly parsed: ParsedSetCookie;
  readonly browser: 'chrome' | 'firefox';
  /** Whether the cookie belongs to one host, as it does on localhost and IP addresses whatever Domain says. */
  readonly hostOnly: boolean;
  /** Whether the line is refused for its Domain. */
  readonly isDomainRefused: boolean;
  /** When the line was received, in ms since 1970. */
  readonly now: number;
}

/** Explains each attribute of a line in one sentence, then the missing ones that matter. */
export function attributeLines(facts: Facts): AttributeLine[] {
  const present = facts.parsed.attributes
    .filter((attribute) => attribute.raw.trim() !== '')
    .map((attribute) => presentLine(attribute, facts));
  const absent = absentLines
    .filter(({ when }) => when(facts.parsed))
    .map(
      ({ label, say }): AttributeLine => ({
        label,
        present: false,
        said: phrase(say(facts.browser)),
        tone: 'plain',
      }),
    );
  // What is not listed may be one of those.
  return facts.parsed.moreAttributes === undefined ? [...present, ...absent] : present;
}

function presentLine(attribute: SetCookieAttribute, facts: Facts): AttributeLine {
  const line = { label: attribute.raw.trim(), present: true } as const;
  if (attribute.reading === 'superseded') return { ...line, said: phrase('attrSuperseded'), tone: 'warn' };
  const warned = warningOf(attribute, facts.parsed);
  const warning = warned === undefined ? undefined : warningKeys[warned];
  if (warning !== undefined) return { ...line, said: phrase(warning), tone: 'warn' };
  if (attribute.known === null) return { ...line, said: phrase('attrUnknown'), tone: 'warn' };
  if (attribute.known === 'domain' && facts.isDomainRefused)
    return { ...line, said: phrase('attrDomainRefused'), tone: 'warn' };
  return { ...line, said: sayAttribute[attribute.known](facts), tone: 'plain' };
}

function warningOf(attribute: SetCookieAttribute, parsed: ParsedSetCookie): WarningCode | undefined {
  if (attribute.warning !== undefined) return attribute.warning;
  const index = parsed.attributes.indexOf(attribute);
  return parsed.warnings.find((warning) => warning.attribute === index)?.code;
}

// Warnings that do not change the meaning of the attribute have no entry here.
const warningKeys: Partial<Record<WarningCode, MessageKey>> = {
  'attribute-unknown': 'attrUnknown',
  'attribute-too-long': 'attrTooLong',
  'attribute-superseded': 'attrSuperseded',
  'attribute-unsupported': 'attrUnsupported',
  'attribute-empty': 'attrUnknown',
  'max-age-invalid': 'attrMaxAgeInvalid',
  'expires-invalid': 'attrExpiresInvalid',
  'expires-unused': 'attrExpiresUnused',
  'expiry-capped': 'attrCapped',
  'samesite-invalid': 'attrSameSiteInvalid',
  'priority-invalid': 'attrPriorityInvalid',
  'path-invalid': 'attrPathInvalid',
  'domain-empty': 'attrNoDomain',
};

const sameSiteKeys = { strict: 'attrStrict', lax: 'attrLax', none: 'attrNone' } as const;

const sayAttribute: Readonly<Record<AttributeName, (facts: Facts) => Phrase>> = {
  path: ({ parsed }) => (parsed.path === '/' ? phrase('attrPathRoot') : phrase('attrPath', code(parsed.path ?? '/'))),
  domain: ({ parsed, hostOnly }) => phrase(hostOnly ? 'attrDomainAlone' : 'attrDomain', code(parsed.domain ?? '')),
  'max-age': ({ parsed }) =>
    (parsed.maxAge ?? 0) <= 0 ? phrase('attrExpired') : phrase('attrMaxAge', span((parsed.maxAge ?? 0) * 1000)),
  expires: ({ parsed, now }) => {
    const expires = parsed.expires ?? 0;
    return expires <= now ? phrase('attrExpired') : phrase('attrExpires', day(expires));
  },
  secure: () => phrase('attrSecure'),
  httponly: () => phrase('attrHttpOnly'),
  samesite: ({ parsed }) =>
    phrase(parsed.sameSite === undefined ? 'attrSameSiteInvalid' : sameSiteKeys[parsed.sameSite]),
  partitioned: () => phrase('attrPartitioned'),
  priority: () => phrase('attrPriority'),
};

interface AbsentLine {
  readonly label: string;
  readonly when: (parsed: ParsedSetCookie) => boolean;
  readonly say: (browser: 'chrome' | 'firefox') => MessageKey;
}

function lacks(parsed: ParsedSetCookie, ...names: readonly AttributeName[]): boolean {
  return !parsed.attributes.some(({ known }) => known !== null && names.includes(known));
}

function deletes(parsed: ParsedSetCookie): boolean {
  return parsed.expiryTime !== undefined && parsed.expiryTime <= 0;
}

// In a line that deletes a cookie, missing attributes matter only if they identify the cookie.
const absentLines: readonly AbsentLine[] = [
  { label: 'Domain', when: (parsed) => lacks(parsed, 'domain'), say: () => 'attrNoDomain' },
  { label: 'Path', when: (parsed) => lacks(parsed, 'path'), say: () => 'attrNoPath' },
  { label: 'Expires', when: (parsed) => lacks(parsed, 'expires', 'max-age'), say: () => 'attrNoExpires' },
  {
    label: 'SameSite',
    when: (parsed) => lacks(parsed, 'samesite') && !deletes(parsed),
    say: (browser) => (browser === 'chrome' ? 'attrNoSameSiteChrome' : 'attrNoSameSiteFirefox'),
  },
  { label: 'HttpOnly', when: (parsed) => lacks(parsed, 'httponly') && !deletes(parsed), say: () => 'attrNoHttpOnly' },
  { label: 'Secure', when: (parsed) => lacks(parsed, 'secure') && !deletes(parsed), say: () => 'attrNoSecure' },
  {
    label: 'Partitioned',
    when: (parsed) => parsed.sameSite === 'none' && lacks(parsed, 'partitioned') && !deletes(parsed),
    say: () => 'attrNoPartitioned',
  },
];
