/** Seconds of each unit; a month is no fixed time, so there is none. */
const UNITS: Readonly<Record<string, number>> = {
  s: 1,
  sec: 1,
  m: 60,
  min: 60,
  h: 3_600,
  d: 86_400,
  w: 604_800,
  y: 31_536_000,
};

/**
 * Reads a duration as people type it, `90`, `90s`, `2h 30m`, `1.5 d`, in seconds; undefined for anything else. A bare
 * number is seconds, as in Max-Age.
 */
export function readDuration(typed: string): number | undefined {
  const text = typed.trim().toLowerCase();
  if (text === '') return undefined;
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
  let seconds = 0;
  const rest = text.replace(/(\d+(?:\.\d+)?)\s*([a-z]+)\s*/g, (all, amount: string, unit: string) => {
    const size = Object.hasOwn(UNITS, unit) ? UNITS[unit] : undefined;
    if (size === undefined) return all;
    seconds += Number(amount) * size;
    return '';
  });
  return rest === '' && Number.isFinite(seconds) ? seconds : undefined;
}
