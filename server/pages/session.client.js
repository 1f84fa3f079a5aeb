// Countdowns, local times, and the buttons that send DELETE.
const said = document.getElementById('said');
const serverNow = Number(document.querySelector('[data-now]')?.dataset.now ?? Date.now());
const loadedAt = performance.now();

for (const time of document.querySelectorAll('time[data-at]')) {
  time.textContent = new Date(Number(time.dataset.at)).toLocaleString();
}

function left(ms) {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const two = (number) => String(number).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

function tick() {
  const now = serverNow + performance.now() - loadedAt;
  for (const time of document.querySelectorAll('time[data-until]')) {
    const rest = Number(time.dataset.until) - now;
    time.textContent = rest > 0 ? `in ${left(rest)}` : 'ended';
  }
}
tick();
setInterval(tick, 250);

for (const button of document.querySelectorAll('button[data-delete]')) {
  button.addEventListener('click', async () => {
    button.disabled = true;
    try {
      const response = await fetch(button.dataset.delete, { method: 'DELETE', headers: { Accept: 'text/plain' } });
      said.textContent = (await response.text()).trim();
      if (response.ok && button.dataset.delete.startsWith('/sessions')) button.closest('tr')?.remove();
    } catch {
      said.textContent = 'The server did not answer. Is it still running?';
      button.disabled = false;
    }
  });
}
