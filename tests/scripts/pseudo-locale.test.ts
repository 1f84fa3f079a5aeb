import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { parseAst } from 'rolldown/parseAst';
import { shippedMessages } from '../../scripts/pseudo-locale.ts';
import { outsideBrackets, untranslated } from '../ui/untranslated.ts';
import { ROOT } from './temp-copy.ts';

describe('the messages that are shipped', () => {
  const json = JSON.stringify({ bye: { message: 'Bye, $1.', description: 'A farewell. $1: a name.' } });

  test('are without the descriptions, which are for translators', () => {
    assert.deepEqual(JSON.parse(shippedMessages(json)), { bye: { message: 'Bye, $1.' } });
  });

  test('stand in brackets in the pseudo-locale', () => {
    assert.deepEqual(JSON.parse(shippedMessages(json, { pseudo: true })), { bye: { message: '⟦Bye, $1.⟧' } });
  });
});

describe('text that is not translated', () => {
  test('is what stands outside the brackets, which may nest', () => {
    assert.equal(outsideBrackets('a ⟦b ⟦c⟧ d⟧ e').replaceAll(/[⟦⟧]/gu, ''), 'a  e');
  });

  test('is found by its words; data and shortened ids are none', () => {
    const data = 'sid=k3FzQm1x8sVb9Qw /cart';
    assert.deepEqual(untranslated(['⟦Sent⟧ sid /cart k3Fz…9Qw 12'], data), []);
    assert.deepEqual(untranslated(['⟦Sent⟧ by sid'], data), ['by (in: ⟦Sent⟧ by sid)']);
  });
});

/** Code whose sentences are not for the screen: product names, and a comment that other programs read. */
const EXEMPT = ['cookies/names/', 'trace/files/har/write-har.ts'];

/** Whether a text reads as a sentence or a phrase, not as a title or a product: a capital, then words without one. */
const isSentence = (text: string): boolean =>
  /^\p{Lu}\p{Ll}*[ ,:]+(?:\p{Ll}[\p{L}’-]*[ ,:]+[\p{L}“]|[\p{L}“]+[ ,:]+\p{Ll})/u.test(text.trim());

/** The texts in a part of a program that may reach the screen: not those of thrown errors and the console. */
function textsOf(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(textsOf);
  if (typeof node !== 'object' || node === null) return [];
  const { type, value, callee } = node as Readonly<Record<string, unknown>>;
  if (type === 'Literal' || type === 'JSXText') return typeof value === 'string' ? [value] : [];
  if (type === 'TemplateElement') return [(value as { readonly raw: string }).raw];
  const called = callee as { readonly name?: string; readonly object?: { readonly name?: string } } | undefined;
  if (type === 'NewExpression' && called?.name?.endsWith('Error')) return [];
  if (type === 'CallExpression' && called?.object?.name === 'console') return [];
  return Object.values(node).flatMap(textsOf);
}

test('the extension’s code holds no sentence: its words stand in _locales', () => {
  const folder = path.join(ROOT, 'extension');
  const found: string[] = [];
  let files = 0;
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const name = file.replaceAll(path.sep, '/');
    if (!/\.tsx?$/u.test(name) || EXEMPT.some((exempt) => name.startsWith(exempt))) continue;
    files++;
    const program = parseAst(
      readFileSync(path.join(folder, file), 'utf8'),
      { lang: name.endsWith('x') ? 'tsx' : 'ts' },
      name,
    );
    found.push(
      ...textsOf(program)
        .filter(isSentence)
        .map((text) => `${name}: ${text.trim()}`),
    );
  }
  assert.ok(files > 300, `only ${files} files were read`);
  assert.deepEqual(found, []);
});
