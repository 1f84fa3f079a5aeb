/** What the reader of a file is told whose cookie values are masks. */
export const MASKED_NOTICE = 'Cookie values in this file are masked: equal labels are equal values.';
