import { readJson } from '../../base64.ts';
import type { ExchangeOrigin, Reading } from '../exchange-cookie.ts';
import { fieldsOf } from '../rows/member-names.ts';
import { readRow } from '../rows/read-row.ts';
import { numberedLines, readRows } from '../rows/read-rows.ts';
import { isTrue } from '../rows/row-fields.ts';

/** Ruby's http-cookie writes the class of each cookie. */
const RUBY = /!ruby\/object:HTTP::Cookie[ \t]*$/m;
const MEMBERS = [/^[ \t]*- \S/m, /^[ \t]*(?:- )?value:(?:[ \t]|$)/m, /^[ \t]*(?:- )?domain:[ \t]+\S/m];
/** Insomnia's export since version 5. Its jar lies behind the requests, beyond what is looked at. */
const INSOMNIA = /^type:\s*\w+\.insomnia\.rest\/\d/m;

/** Whether a text is a list of cookies in YAML, as Ruby's http-cookie and Insomnia write it. */
export function isYamlCookies(head: string): boolean {
  return RUBY.test(head) || INSOMNIA.test(head) || MEMBERS.every((member) => member.test(head));
}

/** Reads the flat records of a YAML text that are cookies; what lies around them is passed over. Linear. */
export function readYamlCookies(text: string, { now }: ExchangeOrigin): Reading {
  const reading = readRows(cookiesIn(text), ({ line, members }) => {
    const forDomain = members['for_domain'];
    const fields = fieldsOf(forDomain === undefined ? members : { ...members, hostOnly: !isTrue(forDomain) });
    // Nothing behind "value:" is an empty value.
    return readRow({ ...fields, value: fields.value === null ? '' : fields.value }, { line, now });
  });
  const isEmpty = reading.rows.length === 0 && INSOMNIA.test(text.slice(0, 1000));
  return isEmpty ? { ...reading, error: { code: 'insomnia-empty' } } : reading;
}

type Scalar = string | null | undefined;
type Members = Readonly<Record<string, Scalar>>;

interface YamlRecord {
  readonly line: number;
  /** Blanks before its members; undefined until the first one came. */
  indent: number | undefined;
  readonly members: [string, Scalar][];
}

/** A line: its blanks, the dash of a list, a member's name and what stands behind it. */
const LINE = /^([ \t]*)(- +)?(?:([^\s:#'"-][^:]{0,100}):(?:[ \t]+(.*)|$)|(![^\s]+)?$)/;

function* cookiesIn(text: string): Generator<{ readonly line: number; readonly members: Members }> {
  let record: YamlRecord | undefined;
  for (const { line, number } of numberedLines(text)) {
    const match = LINE.exec(line.trimEnd());
    if (match === null) continue;
    const [, blanks = '', dash, name, written = ''] = match;
    const begins = dash !== undefined || RUBY.test(written);
    const indent = blanks.length + (dash?.length ?? 0);
    if (begins || (record?.indent !== undefined && indent < record.indent)) {
      yield* cookieOf(record);
      // A name before Ruby's class is the key that the cookie lies under.
      record = begins ? { line: number, indent: dash === undefined ? undefined : indent, members: [] } : undefined;
      if (dash === undefined) continue;
    }
    if (record === undefined || name === undefined || RUBY.test(written)) continue;
    record.indent ??= indent;
    if (indent === record.indent) record.members.push([name, scalar(written)]);
  }
  yield* cookieOf(record);
}

function* cookieOf(record: YamlRecord | undefined): Generator<{ readonly line: number; readonly members: Members }> {
  if (record === undefined) return;
  const members = Object.fromEntries(record.members);
  const { name, domain } = fieldsOf(members);
  // Headers and parameters have a name and a value as well.
  if (typeof name === 'string' && typeof domain === 'string') yield { line: record.line, members };
}

/** A scalar as text, so that 007 and 1.50 stay what they are. undefined: a block, an alias, a tag, which are not followed. */
function scalar(written: string): Scalar {
  if (written.startsWith('"')) {
    const json = readJson(written);
    return typeof json === 'string' ? json : written.slice(1, -1);
  }
  if (written.startsWith("'")) return written.slice(1, -1).replaceAll("''", "'");
  if (/^[|>&*!]/.test(written)) return undefined;
  const plain = written.replace(/(?:^|[ \t])#.*$/, '').trim();
  return plain === '' || plain === '~' || plain === 'null' ? null : plain;
}
