const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for element content and quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/** What breaks a line, a lone CR among it (CommonMark section 2.1), reverses its direction, or cannot be seen. */
const UNSEEN = /\r\n|[\0-\x1f\x7f-\x9f\u2028\u2029\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/**
 * Text that Markdown would otherwise read as its own marks: HTML in it stays text, no URL becomes a link, and no
 * `@name` or `#1` a mention. GitHub looks for mentions after it read the escapes: a space without width parts them.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replace(UNSEEN, ' ')
    .replace(/[\\`*_[\]<>~#&]/g, '\\$&')
    .replace(/^([-+=]|\d{1,9}(?=[.)]))/, (start) => (/\d/.test(start) ? `${start}\\` : `\\${start}`))
    .replace(/(?<=[@#])(?=\w)/g, '\u200b')
    .replace(/:(?=\/\/)|(?<=\bwww)\.(?=\w)/gi, '\\$&');
}
