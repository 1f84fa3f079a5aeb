// Two renewals at once, as two tabs of one application send them.
const button = document.getElementById('renew');
const said = document.getElementById('said');

button?.addEventListener('click', async () => {
  button.disabled = true;
  const renew = async (tab) => {
    const response = await fetch('/faults/tabs/renew', { method: 'POST', headers: { Accept: 'text/plain' } });
    return `${tab}: ${(await response.text()).trim()}`;
  };
  try {
    said.textContent = (await Promise.all([renew('First tab'), renew('Second tab')])).join(' ');
  } catch {
    said.textContent = 'The server did not answer. Is it still running?';
  }
  button.disabled = false;
});
