import type { ShellCommands, ShellWord } from './shell-words.ts';

/**
 * The words of a command line for cmd.exe. First cmd reads it: a caret takes the next character as it is, and with a
 * line break goes on with the line; between quotes it means itself. Then the C runtime parts what is left into words.
 * Linear.
 */
export function cmdWords(text: string): ShellCommands {
  const commands: string[] = [];
  let pieces: string[] = [];
  let inQuotes = false;
  const source = text.replaceAll('\r\n', '\n');
  for (let i = 0; i < source.length; i++) {
    const character = source.charAt(i);
    if (character === '^' && !inQuotes) {
      const joined = /^[ \t]*\n/.exec(source.slice(i + 1, i + 20));
      if (joined !== null) {
        i += joined[0].length;
        // DevTools writes a line break in a value as a caret and two of them.
        if (source.charAt(i + 1) === '\n') pieces.push(source.charAt(++i));
        else pieces.push(' ');
      } else pieces.push(source.charAt(++i));
    } else if (character === '\n' || ((character === '&' || character === '|') && !inQuotes)) {
      commands.push(pieces.join(''));
      pieces = [];
      inQuotes = false;
    } else {
      if (character === '"') inQuotes = !inQuotes;
      pieces.push(character);
    }
  }
  commands.push(pieces.join(''));
  const read = commands.map(runtimeWords);
  return {
    commands: read.map(({ words }) => words).filter((words) => words.length > 0),
    unclosed: read.some(({ unclosed }) => unclosed),
  };
}

/** The words as Microsoft's C runtime parts them: backslashes count before a quote alone. */
function runtimeWords(text: string): { readonly words: readonly ShellWord[]; readonly unclosed: boolean } {
  const words: ShellWord[] = [];
  let pieces: string[] | undefined;
  let inQuotes = false;
  const end = (): void => {
    if (pieces !== undefined) words.push({ text: pieces.join(''), unresolved: false });
    pieces = undefined;
  };
  for (let i = 0; i < text.length; i++) {
    const character = text.charAt(i);
    if (!inQuotes && (character === ' ' || character === '\t')) {
      end();
      continue;
    }
    pieces ??= [];
    if (character === '\\') {
      let slashes = 1;
      while (text.charAt(i + slashes) === '\\') slashes++;
      const quote = text.charAt(i + slashes) === '"';
      pieces.push('\\'.repeat(quote ? Math.floor(slashes / 2) : slashes));
      if (quote && slashes % 2 === 1) {
        pieces.push('"');
        slashes++;
      }
      i += slashes - 1;
    } else if (character === '"') {
      if (inQuotes && text.charAt(i + 1) === '"') {
        pieces.push('"');
        i++;
      } else inQuotes = !inQuotes;
    } else pieces.push(character);
  }
  end();
  return { words, unclosed: inQuotes };
}
