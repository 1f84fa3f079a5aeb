import { shown, type TextError } from '../exchange-codes.ts';
import { literalMistake } from './read-literal.ts';

/** Why a text that begins as JSON is none, with the line to look at. Linear. */
export function diagnoseJson(text: string): TextError {
  let line = 1;
  let depth = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const character = text.charAt(i);
    if (character === '\n') line++;
    if (inString) {
      if (character === '\\') i++;
      else if (character === '"') inString = false;
      continue;
    }
    if (character === '"') inString = true;
    else if (character === '#' || (character === '/' && /[/*]/.test(text.charAt(i + 1)))) {
      return { code: 'json-comment', params: { line } };
    } else if (character === '[' || character === '{') depth++;
    else if ((character === ']' || character === '}') && --depth === 0) {
      const rest = text.slice(i + 1);
      const blank = rest.length - rest.trimStart().length;
      if (blank === rest.length) return mistake(text);
      return { code: 'json-trailing', params: { line: line + countLines(rest.slice(0, blank)) } };
    }
  }
  return { code: 'json-cut-off' };
}

/** Characters of the text that are shown where a mistake is. */
const NEAR = 24;

function mistake(text: string): TextError {
  const at = literalMistake(text);
  const before = text.slice(0, at).trimEnd();
  const near = text.slice(at, at + NEAR).split(/[\r\n]/)[0] ?? '';
  return {
    code: 'json-mistake',
    params: { line: countLines(before) + 1, near: shown(near === '' ? before.slice(-NEAR) : near) },
  };
}

function countLines(text: string): number {
  return text.split('\n').length - 1;
}
