/** Reads members of a JSON value whose shape is not known. What is missing or of another type reads as absent. */
export function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

const NUMBER = /^-?\d{1,15}(?:\.\d{1,15})?$/;

/** A finite number, also where a tool wrote it as a string. */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === 'string') return NUMBER.test(value) ? Number(value) : undefined;
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** A number between two bounds; what lies outside becomes the bound. */
export function bounded(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
