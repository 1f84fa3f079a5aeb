/** HTML in which all foreign text is escaped. Made by `html` alone, or by `trusted` of text that is our own. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export type HtmlValue = Html | readonly Html[] | string | number;

/** A template: values are escaped, for text and for quoted attributes; `Html` and lists of it go in as they are. */
export function html(parts: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  return new Html(String.raw({ raw: parts }, ...values.map(textOf)));
}

/** Text of our own that is HTML already: a style sheet, a script, an icon. */
export const trusted = (text: string): Html => new Html(text);

/** In the place of what is not there. */
export const NOTHING = new Html('');

function textOf(value: HtmlValue): string {
  if (value instanceof Html) return value.text;
  if (typeof value === 'object') return value.map(({ text }) => text).join('');
  return String(value).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
