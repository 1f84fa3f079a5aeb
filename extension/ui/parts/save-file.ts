/** Downloads a text as a file. */
export function saveFile(name: string, parts: readonly string[], type: string): void {
  const url = URL.createObjectURL(new Blob([...parts], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has started by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** A site and a day (from ms since 1970) for a file name: `localhost-2026-11-23`. */
export function fileStem(site: string, now: number): string {
  return `${site.replace(/[^\w.-]/g, '_')}-${new Date(now).toISOString().slice(0, 10)}`;
}
