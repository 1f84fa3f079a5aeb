// Fires N visits at once and shows the count that each was given, in the order in which the answers came.
const form = document.getElementById('burst');
const verdict = document.getElementById('verdict');
const cells = document.getElementById('counts');

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const button = form.querySelector('button');
  button.disabled = true;
  cells.replaceChildren();
  verdict.textContent = 'Firing …';
  try {
    await fire(Number(form.elements.n.value), form.elements.fresh.checked);
  } catch (error) {
    verdict.textContent = `The burst broke off: ${error.message}`;
  }
  button.disabled = false;
});

async function fire(n, fresh) {
  const json = { Accept: 'application/json' };
  const start = fresh
    ? await fetch('/session', { method: 'POST', headers: json })
    : await fetch('/session', { headers: json });
  // Without a session, the first visit begins one; fired in parallel, each would begin its own.
  const before = start.ok ? (await start.json()).count : await visit();
  const counts = [];
  const since = performance.now();
  await Promise.all(
    Array.from({ length: n }, async () => {
      const count = await visit();
      const twice = counts.includes(count);
      counts.push(count);
      const cell = document.createElement('li');
      cell.textContent = count;
      if (twice) cell.className = 'twice';
      cells.append(cell);
    }),
  );
  const ms = Math.round(performance.now() - since);
  const sorted = counts.toSorted((a, b) => a - b);
  const exact = sorted.every((count, index) => count === before + index + 1);
  const range = `${before + 1} to ${before + n}`;
  verdict.className = exact ? 'say good' : 'say bad';
  verdict.textContent = exact
    ? `✓ ${n} visits in ${ms} ms were given the counts ${range}: none twice, none lost.`
    : `✗ ${n} visits were not given the counts ${range}: ${new Set(counts).size} different counts, the highest ${sorted.at(-1)}. Another tab may have visited meanwhile.`;
}

async function visit() {
  // Past the cache: through it, Chrome sends requests for one address one after the other.
  const response = await fetch('/', { cache: 'no-store', headers: { Accept: 'application/json' } });
  if (!response.ok) throw new Error((await response.json()).error);
  return (await response.json()).count;
}
