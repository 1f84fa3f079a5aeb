// What the browser does with each cookie of the lab is the question.
import type { TabSurface } from './harness/browser-under-test.ts';
import { expectNoAxeViolations, test } from './harness/test.ts';

type Fate = 'came back' | 'did not come back';

/** What becomes of the cookie lab's examples; where the two browsers differ, Chromium's fate before Firefox's. */
const FATES: Readonly<Record<string, Fate | readonly [chromium: Fate, firefox: Fate]>> = {
  'A plain cookie': 'came back',
  'A good session cookie': 'came back',
  'A prefix that is honoured': 'came back',
  'An attribute that is too long': 'came back',
  'Somebody else’s domain': 'did not come back',
  'SameSite=None without Secure': 'did not come back',
  'Partitioned without Secure': 'did not come back',
  '__Secure- without Secure': 'did not come back',
  '__Host- without Path=/': 'did not come back',
  '__Http- without HttpOnly': 'did not come back',
  'A prefix hidden in the value': 'did not come back',
  'A control character': 'did not come back',
  'A TAB in the value': ['did not come back', 'came back'],
  'Too large': 'did not come back',
  'Nothing at all': 'did not come back',
  'Already over': 'did not come back',
  'Lax from another site': 'did not come back',
  'Without credentials': 'did not come back',
  'HttpOnly by a script': 'did not come back',
  'For the parent, by a subdomain': 'did not come back',
  'Another path': 'did not come back',
  'Another host': 'did not come back',
  'Hidden from scripts': 'did not come back',
};

/** Waits until the lab says so; a reply of some examples comes with a document of its own. */
const showsText = (tab: TabSurface, what: string): Promise<void> =>
  tab.waitFor((part) => document.querySelector('[role=status]')?.textContent?.includes(part), what);

test('each example of the cookie lab does what it says', async ({ browserUnderTest, companion, target }) => {
  const tab = await browserUnderTest.openTab(`${companion.url}lab`);
  await expectNoAxeViolations(tab);
  for (const [title, fates] of Object.entries(FATES)) {
    // Each begins with no cookie of the one before, and with its own group of examples open.
    await tab.evaluate(async () => {
      const form = document.querySelector<HTMLFormElement>('form[action="/lab/clear"]');
      await fetch(form?.action ?? '', { method: 'POST' });
      document.querySelector('[role=status]')?.replaceChildren();
      for (const group of document.querySelectorAll('details')) group.open = true;
    });
    await tab.getByRole('button', { name: `Send ${title}`, exact: true }).click();
    const fate = typeof fates === 'string' ? fates : fates[target === 'firefox' ? 1 : 0];
    await test.step(title, () => showsText(tab, `The cookie ${fate}.`));
  }
});

test('a cookie set on a redirect through another site comes back from there', async ({
  browserUnderTest,
  companion,
}) => {
  const tab = await browserUnderTest.openTab(`${companion.url}lab`);
  // The example looks into a frame of the other site, where a Lax cookie is withheld.
  await tab.evaluate(() => {
    for (const group of document.querySelectorAll('details')) group.open = true;
  });
  await tab.getByRole('button', { name: 'Send Lax, in a frame', exact: true }).click();
  await showsText(tab, 'The frame below shows');
  const other = await tab.evaluate(() => document.querySelector('iframe')?.src ?? '');
  const framed = await browserUnderTest.openTab(other);
  // As a page of its own it brings the cookie: it was kept.
  await framed.waitFor(() => document.body.textContent?.includes('lab=lax'));
});
