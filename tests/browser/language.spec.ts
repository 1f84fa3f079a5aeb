// `browser.i18n` knows the browser's language alone: that all surfaces follow the choice, only the real ones show.
import { expect, test } from './harness/test.ts';

test('the language that is chosen in one place is that of every surface, at once and from then on', async ({
  browserUnderTest,
  companion,
}) => {
  const tab = await browserUnderTest.openTab(companion.url);
  const inspector = await browserUnderTest.openInspectorTab();
  const panel = await browserUnderTest.openSidePanel(tab);
  await expect.poll(() => panel.getByRole('button', { name: 'Requests', exact: true }).count()).toBe(1);
  await inspector.getByRole('button', { name: 'View and settings' }).click();
  await inspector.getByRole('combobox', { name: 'Language' }).press('End');
  await expect.poll(() => inspector.getByRole('button', { name: 'Anfragen', exact: true }).count()).toBe(1);
  await expect.poll(() => panel.getByRole('button', { name: 'Anfragen', exact: true }).count()).toBe(1);
  const popup = await browserUnderTest.openPopup(tab);
  await expect.poll(() => popup.getByText('Letzte Anfragen').count()).toBe(1);
  const { origin } = browserUnderTest;
  const help = await browserUnderTest.openTab(`${origin}/extension/surfaces/help/help.html`);
  await expect.poll(() => help.evaluate(() => document.documentElement.lang)).toBe('de');
  const settings = await browserUnderTest.openTab(`${origin}/extension/surfaces/options/options.html`);
  await expect.poll(() => settings.getByRole('heading', { name: 'Sprache' }).count()).toBe(1);
});
