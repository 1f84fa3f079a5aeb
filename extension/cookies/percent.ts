/** Percent-decodes text as UTF-8; null when an escape is cut or the octets are no UTF-8. `+` stays a plus. */
export function decodePercent(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/** Percent-encodes all that a cookie value may not hold, as encodeURIComponent; lone surrogates become U+FFFD first. */
export function encodePercent(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}
