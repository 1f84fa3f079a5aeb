/**
 * Copies text to the clipboard. Chrome's DevTools panels are frames without the clipboard-write permission
 * (crbug.com/40189117), so `execCommand` is the fallback.
 */
export async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = document.createElement('textarea');
    area.value = text;
    area.style.position = 'fixed';
    area.style.opacity = '0';
    const before = document.activeElement;
    document.body.append(area);
    area.select();
    const copied = document.execCommand('copy');
    area.remove();
    if (before instanceof HTMLElement) before.focus();
    if (!copied) throw new Error('The browser does not let this page use the clipboard.');
  }
}
