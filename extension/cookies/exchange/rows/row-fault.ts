import type { RowError, RowErrorCode } from '../exchange-codes.ts';

/** What a check gives instead of its value. */
export interface Fault {
  readonly fault: RowError;
}

/** Makes a fault. */
export function fault(code: RowErrorCode, params?: Readonly<Record<string, string | number>>): Fault {
  return { fault: params === undefined ? { code } : { code, params } };
}

/** Whether a check failed. */
export function isFault(checked: unknown): checked is Fault {
  return typeof checked === 'object' && checked !== null && 'fault' in checked;
}
