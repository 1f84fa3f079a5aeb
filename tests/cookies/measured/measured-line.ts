/** Set-Cookie lines that a real browser was given, and what its jar held afterwards. */
export interface MeasuredLine {
  readonly url: string;
  /** Lines set before, and where, if not at `url`. */
  readonly before?: readonly string[];
  readonly beforeAt?: string;
  readonly lines?: readonly string[];
  /** Written to document.cookie instead of sent. */
  readonly script?: string;
  /** Cookies in the jar afterwards, in the words of `describeCookie`. */
  readonly jar: readonly string[];
  /** Reasons that DevTools gave, where it gave any. */
  readonly cdp?: readonly string[];
  readonly note: string;
}
