/** Hands a text to the browser as a file to save. */
export function saveFile(name: string, parts: readonly string[], type: string): void {
  const url = URL.createObjectURL(new Blob([...parts], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has taken hold of it by the time this runs.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** `localhost-2026-11-23`: a site and a day (ms since 1970) as part of a file's name. */
export function fileStem(site: string, now: number): string {
  return `${site.replace(/[^\w.-]/g, '_')}-${new Date(now).toISOString().slice(0, 10)}`;
}
