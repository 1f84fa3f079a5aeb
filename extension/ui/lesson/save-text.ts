/** Offers a text to the browser as a file to save. Needs no permission: it is the page's own download. */
export function saveText(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has taken its copy of the blob's address by the next task.
  setTimeout(() => URL.revokeObjectURL(url));
}
