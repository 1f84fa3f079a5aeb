// Composes the line, sends it from the chosen place, and shows what the browser brings back there.
const form = document.getElementById('lab');
const result = document.getElementById('result');
const frame = document.getElementById('frame');
const fields = form.elements;
const token = form.dataset.token;

if (location.origin !== form.dataset.home) document.getElementById('home-note').hidden = false;

function compose() {
  const attribute = (name, value) => (value === '' ? '' : `; ${name}=${value}`);
  const flag = (name, input) => (input.checked ? `; ${name}` : '');
  fields.line.value = [
    fields.name.value === '' && fields.value.value === '' ? '' : `${fields.name.value}=${fields.value.value}`,
    attribute('Domain', fields.domain.value),
    attribute('Path', fields.path.value),
    attribute('Max-Age', fields['max-age'].value),
    attribute('Expires', fields.expires.value),
    flag('Secure', fields.secure),
    flag('HttpOnly', fields['http-only']),
    attribute('SameSite', fields['same-site'].value),
    flag('Partitioned', fields.partitioned),
  ].join('');
}
for (const field of form.querySelectorAll('.fields input, .fields select, input[type=checkbox]')) {
  field.addEventListener('input', compose);
}

const octets = (text) =>
  text.replace(/\\x([0-9a-f]{2})/gi, (_all, hex) => String.fromCharCode(Number.parseInt(hex, 16)));

function chosenPlace() {
  const { value, dataset } = fields.from.selectedOptions[0];
  return { key: value, how: dataset.how, origin: dataset.origin };
}

function notePlace() {
  document.getElementById('place-note').textContent = fields.from.selectedOptions[0].dataset.says;
}
fields.from.addEventListener('input', notePlace);
notePlace();

const address = (place, route, line) => {
  const query = new URLSearchParams(line === undefined ? { token } : { token, line });
  return `${place.origin}/lab/${route}?${query}`;
};

/** Sends a line from a place; without a line, only looks. Answers the cookies that the browser sent, or null. */
async function go(place, line, lookKey = '') {
  frame.hidden = place.how !== 'frame';
  switch (place.how) {
    case 'fetch':
    case 'fetch-omit': {
      const credentials = place.how === 'fetch' ? 'include' : 'omit';
      const response = await fetch(address(place, 'fetch', line), { credentials });
      const answer = await response.json();
      if (!response.ok) throw new Error(answer.error);
      return answer.sent;
    }
    case 'frame':
      await new Promise((resolve) => {
        frame.addEventListener('load', resolve, { once: true });
        frame.src = address(place, 'frame', line);
      });
      return null;
    case 'script':
      // biome-ignore lint/suspicious/noDocumentCookie: the lab shows what exactly this does
      if (line !== undefined) document.cookie = line;
      return document.cookie;
    case 'redirect':
    case 'away':
      location.assign(`${address(place, place.how, line)}&look=${lookKey}`);
      return new Promise(() => {});
  }
}

function say(parts) {
  result.replaceChildren(
    ...parts.map(([label, text, kind]) => {
      const line = document.createElement('p');
      const strong = document.createElement(kind === 'code' ? 'code' : 'span');
      strong.textContent = text;
      if (kind === 'good' || kind === 'bad') strong.className = kind;
      line.append(`${label} `, strong);
      return line;
    }),
  );
  result.className = 'notice';
  (frame.hidden ? result : frame).scrollIntoView({ block: 'nearest' });
}

async function run(place, line, lookAt = place) {
  try {
    if (line !== undefined) await go(place, line, lookAt === place ? '' : lookAt.key);
    const sent = await go(lookAt);
    if (sent === null) {
      say([['', 'The frame below shows what the browser sends from inside another site’s page.']]);
      return;
    }
    const pair = (line ?? '').split(';')[0].trim();
    const parts = [['Now the browser sends there:', sent === '' ? '(nothing)' : sent, 'code']];
    if (line !== undefined) {
      const back = pair.replace(/^=/, '') !== '' && sent.split('; ').includes(pair.replace(/^=/, ''));
      parts.unshift(['', back ? '✓ The cookie came back.' : '✗ The cookie did not come back.', back ? 'good' : 'bad']);
    }
    say(parts);
  } catch (error) {
    say([['', `Nothing came back from ${lookAt.origin}: ${error.message}.`, 'bad']]);
  }
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  run(chosenPlace(), octets(fields.line.value));
});
fields.look.addEventListener('click', () => run(chosenPlace(), undefined));

for (const button of document.querySelectorAll('button[data-line]')) {
  button.addEventListener('click', async () => {
    fields.line.value = button.dataset.line;
    fields.from.value = button.dataset.from;
    notePlace();
    const place = chosenPlace();
    if (button.dataset.look === undefined) return run(place, octets(button.dataset.line));
    fields.from.value = button.dataset.look;
    const lookAt = chosenPlace();
    fields.from.value = button.dataset.from;
    return run(place, octets(button.dataset.line), lookAt);
  });
}

// A redirect has come back and something is left to be looked at.
const look = new URLSearchParams(location.search).get('look') ?? '';
if (Array.from(fields.from.options).some(({ value }) => value === look)) {
  history.replaceState(null, '', '/lab');
  fields.from.value = look;
  notePlace();
  run(chosenPlace(), undefined);
}
