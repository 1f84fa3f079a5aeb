/**
 * A value without what servers write around it: the quotes of a quoted-string, as Java and Python servers write values that
 * hold special characters, and the scheme of a header, where the whole of `Bearer eyJ…` is kept in a cookie.
 *
 * @param value a cookie's value, percent-decoded where it was encoded
 */
export function bareValue(value: string): string {
  const isQuoted = value.length >= 2 && value.startsWith('"') && value.endsWith('"');
  return (isQuoted ? value.slice(1, -1) : value).replace(/^Bearer[ +]/i, '');
}
