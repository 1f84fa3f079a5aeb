import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseSync, Visitor } from 'rolldown/utils';
import type { Plugin } from 'vite';

/** What stands behind a key that has a form for each number. */
const FORM = /_(?:zero|one|two|few|many|other)$/;

/** Methods that compare with what they are given. */
const LOOKS: ReadonlySet<string> = new Set(['endsWith', 'get', 'has', 'includes', 'indexOf', 'startsWith']);

/** Code with short keys in place of the messages' own, and the short ones by the others. */
export interface ShortKeys {
  readonly codes: ReadonlyMap<string, string>;
  readonly keys: ReadonlyMap<string, string>;
}

/** A text of the code, and where it stands, without its quotes. */
interface Literal {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** The texts of a file that are values, and all words that are something else: names, and texts that are compared. */
function read(
  file: string,
  code: string,
): { readonly literals: readonly Literal[]; readonly words: readonly string[] } {
  const literals: Literal[] = [];
  const words: string[] = [];
  const others = new Set<number>();
  const other = (...nodes: readonly { readonly type: string; readonly start: number }[]): void => {
    for (const { start } of nodes) others.add(start);
  };
  const { program, errors } = parseSync(file, code);
  // The bundler says what is wrong in the file.
  if (errors.length > 0) return { literals, words };
  new Visitor({
    BinaryExpression: ({ left, right }) => other(left, right),
    SwitchCase: ({ test }) => {
      if (test) other(test);
    },
    Property: ({ key }) => other(key),
    MemberExpression: ({ property }) => other(property),
    Identifier: ({ name }) => void words.push(name),
    JSXIdentifier: ({ name }) => void words.push(name),
    TemplateElement: ({ value }) => void words.push(value.raw),
    Literal({ value, start, end }) {
      if (typeof value !== 'string') return;
      if (others.has(start)) words.push(value);
      else literals.push({ text: value, from: start + 1, to: end - 1 });
    },
    CallExpression({ callee, arguments: given }) {
      if (callee.type === 'MemberExpression' && callee.property.type === 'Identifier') {
        if (LOOKS.has(callee.property.name)) other(...given);
      } else if (callee.type === 'Identifier' && callee.name === 'keyOfCode' && given[0]?.type === 'Literal') {
        words.push(`${String(given[0].value)}*`);
      }
    },
  }).visit(program);
  return { literals, words };
}

/**
 * Shortens the keys of messages: they stand in the code once, and again in each language. A key keeps its name if it is
 * one word or also something else than a text: a name, a part of a key that is put together, what data is compared with.
 * @param codes The code of each file by its path.
 * @param messages The keys.
 */
export function shortenKeys(codes: ReadonlyMap<string, string>, messages: readonly string[]): ShortKeys {
  const stems = new Set(messages.map((key) => key.replace(FORM, '')));
  const files = [...codes].map(([file, code]) => ({ file, code, ...read(file, code) }));
  const words = new Set(files.flatMap((file) => file.words));
  const prefixes = [...words].filter((word) => word.endsWith('*')).map((word) => word.slice(0, -1));
  const isPutTogether = (key: string): boolean =>
    prefixes.some((prefix) => key.startsWith(prefix) && /^[A-Z]/.test(key.slice(prefix.length)));
  const used = new Set(files.flatMap(({ literals }) => literals.map(({ text }) => text)));
  const keys = new Map<string, string>();
  let next = 0;
  for (const key of stems) {
    if (!/[A-Z]/.test(key) || !used.has(key) || words.has(key) || isPutTogether(key)) continue;
    // Browsers do not tell capitals from small letters here.
    let short = '';
    do short = (next++).toString(36);
    while (stems.has(short));
    keys.set(key, short);
  }
  const shortened = files.map(({ file, code, literals }) => {
    let text = '';
    let at = 0;
    for (const { text: key, from, to } of literals.toSorted((one, another) => one.from - another.from)) {
      const short = keys.get(key);
      if (short === undefined) continue;
      text += code.slice(at, from) + short;
      at = to;
    }
    return [file, text + code.slice(at)] as const;
  });
  return { codes: new Map(shortened), keys };
}

/** The key that is shipped for a key of a message. */
export function shortKey(keys: ReadonlyMap<string, string>, key: string): string {
  const [form = ''] = FORM.exec(key) ?? [];
  const stem = key.slice(0, key.length - form.length);
  return (keys.get(stem) ?? stem) + form;
}

/**
 * Ships short keys: 6 kB gzip less of scripts. `keys` holds those of the build that began last; none where the build goes
 * on with each change, for it keeps files that did not change, and they would keep the keys of before.
 */
export function shortMessageKeys(folder: string): Plugin & { readonly keys: () => ReadonlyMap<string, string> } {
  let short: ShortKeys = { codes: new Map(), keys: new Map() };
  let goesOn = false;
  return {
    name: 'sidtrail-short-message-keys',
    enforce: 'pre',
    keys: () => short.keys,
    configResolved({ build }) {
      goesOn = build.watch !== null;
    },
    buildStart() {
      if (goesOn) return;
      const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.tsx?$/.test(file))
        .map((file) => path.join(folder, file));
      const messages: object = JSON.parse(readFileSync(path.join(folder, '_locales/en/messages.json'), 'utf8'));
      short = shortenKeys(new Map(files.map((file) => [file, readFileSync(file, 'utf8')])), Object.keys(messages));
    },
    load(id) {
      const code = short.codes.get(path.normalize(id));
      return code === undefined ? null : { code, map: null };
    },
    generateBundle(_options, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue;
        for (const [, text = ''] of chunk.code.matchAll(/["'`](\w+)["'`]/g))
          if (short.keys.has(text)) this.error(`The message ${text} is asked for by a name that is not shipped.`);
      }
    },
  };
}
