/** What stands around each message of the pseudo-locale. Nothing else on screen uses these two. */
export const BRACKETS = ['⟦', '⟧'] as const;

/** A message of the pseudo-locale: what stands outside brackets on screen came from no message. */
export function bracketed(message: string): string {
  return message === '' ? '' : BRACKETS.join(message);
}

interface Entry {
  readonly message: string;
  readonly description?: string;
}

/**
 * A `messages.json` as the build ships it: without the descriptions, which are for translators alone.
 * @param pseudo Puts every message into brackets, to find text that is not translated.
 * @param keyOf The key that the shipped code asks for.
 */
export function shippedMessages(
  json: string,
  { pseudo = false, keyOf = (key) => key }: { pseudo?: boolean; keyOf?: (key: string) => string } = {},
): string {
  const messages = JSON.parse(json) as Readonly<Record<string, Entry>>;
  const shipped = Object.entries(messages).map(([key, { description: _, message, ...more }]) => [
    keyOf(key),
    { message: pseudo ? bracketed(message) : message, ...more },
  ]);
  return JSON.stringify(Object.fromEntries(shipped));
}
