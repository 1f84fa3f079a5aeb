import type { TextError } from '../exchange-codes.ts';

/** Why a text that begins as JSON is none, with the line to look at. Linear; nothing is parsed. */
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
      if (blank === rest.length) return { code: 'json-mistake' };
      return { code: 'json-trailing', params: { line: line + countLines(rest.slice(0, blank)) } };
    }
  }
  return { code: 'json-cut-off' };
}

function countLines(text: string): number {
  return text.split('\n').length - 1;
}
