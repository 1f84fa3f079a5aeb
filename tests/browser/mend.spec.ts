// Whether a real browser keeps, sends and clears the cookies of the companion's faults as the lesson says it does.

import { faults } from '../../extension/trace/lesson/faults/faults.ts';
import { phrase } from '../../extension/trace/words/phrase.ts';
import { FAULTS, type Fault, type FaultId } from '../../server/mend/fault.ts';
import { english } from '../trace/lesson/reading.ts';
import type { TabSurface } from './harness/browser-under-test.ts';
import { expect, expectNoAxeViolations, test } from './harness/test.ts';
import { LessonPage } from './lesson-page.ts';
import { picture } from './lesson-picture.ts';

/** What a person does on the companion's page, signed in, until a fault shows itself or would have. */
type Walk = (tab: TabSurface) => Promise<void>;

const visitAgain: Walk = async (tab) => {
  await tab.getByRole('link', { name: 'Visit again' }).click();
};

/** Presses a button of the page's forms, and waits for the page that it leads to. */
async function submit(tab: TabSurface, name: string, next: string): Promise<void> {
  await tab.getByRole('button', { name }).click();
  await tab.getByText(next).first().one();
}

const WALKS: Readonly<Record<FaultId, { readonly broken: Walk; readonly mended: Walk }>> = {
  deploy: {
    broken: async (tab) => {
      await submit(tab, 'Deploy a new version', 'Please sign in again');
    },
    mended: async (tab) => {
      await submit(tab, 'Deploy a new version', 'Visit count: 2');
    },
  },
  reload: {
    broken: async (tab) => {
      await visitAgain(tab);
      await tab.getByText('Please sign in again').one();
      await visitAgain(tab);
      await tab.getByText('Signed in as Ada').one();
    },
    mended: async (tab) => {
      for (const count of [2, 3]) {
        await visitAgain(tab);
        await tab.getByText(`Visit count: ${count}`).one();
      }
    },
  },
  goodbye: {
    broken: (tab) => submit(tab, 'Sign out', 'Visit count: 2'),
    mended: (tab) => submit(tab, 'Sign out', 'Nobody is signed in.'),
  },
  payment: {
    broken: async (tab) => {
      await tab.getByRole('link', { name: 'Go to the payment service' }).click();
      await submit(tab, 'Pay', 'Nobody is signed in.');
    },
    mended: async (tab) => {
      await tab.getByRole('link', { name: 'Go to the payment service' }).click();
      await submit(tab, 'Pay', 'The order is paid.');
    },
  },
  stranger: {
    broken: async (tab) => {
      await tab.getByText('opens: Signed in as Ada.').one();
    },
    mended: async (tab) => {
      await tab.getByText('opens: Nobody is signed in.').one();
    },
  },
  tabs: {
    broken: async (tab) => {
      await tab.getByRole('button', { name: 'Renew in two tabs at once' }).click();
      await tab.getByText('refused.').one();
      await visitAgain(tab);
      await tab.getByText('Nobody is signed in.').one();
    },
    mended: async (tab) => {
      await tab.getByRole('button', { name: 'Renew in two tabs at once' }).click();
      await tab.getByText('all is well').one();
      await visitAgain(tab);
      await tab.getByText('Visit count: 2').one();
    },
  },
};

async function signIn(tab: TabSurface): Promise<void> {
  await submit(tab, 'Sign in as Ada', 'Signed in as Ada');
}

async function setSwitch(tab: TabSurface, { mending }: Fault): Promise<void> {
  await tab.getByRole('radio', { name: mending, exact: true }).click();
  await tab.getByRole('button', { name: 'Set the switch' }).click();
  await tab.waitFor((label) => {
    const chosen = document.querySelector('input[name=switch][checked]');
    return document.readyState === 'complete' && chosen?.closest('label')?.textContent?.trim() === label;
  }, mending);
}

test('six faults are seen, found, mended and proved', async ({ browserUnderTest, companion, target }) => {
  test.setTimeout(180_000);
  const room = `http://127.0.0.1:${new URL(companion.url).port}/mend`;
  const tab = await browserUnderTest.openTab(companion.url);
  const panel = await browserUnderTest.openSidePanel(tab);
  const lesson = await LessonPage.open(panel, 'Break it, mend it');
  await tab.getByRole('link', { name: 'Break it, mend it' }).click();
  await tab.getByText('Six small servers').one();
  for (const fault of FAULTS) {
    const { id, symptom } = fault;
    const stands = async (how: string): Promise<void> => {
      await expect.poll(() => lesson.faults()).toContain(`${symptom} ${how}`);
    };
    await tab.goto(room);
    await tab.getByRole('link', { name: symptom }).click();
    await signIn(tab);
    await WALKS[id].broken(tab);
    await stands('seen');
    // Two are mended, and the third one asks for its cause.
    if (id === 'goodbye' && target === 'chrome') await picture(panel, 'mend', { at: '#lesson-part-mend', width: 420 });

    await panel.getByText('What is the cause?').first().click();
    const wrong = FAULTS.find((other) => other.id !== id)?.id ?? id;
    await panel.getByRole('radio', { name: english(phrase(faults[wrong].cause)) }).click();
    await lesson.button('Check').click();
    await panel.getByText('Not that one.').one();
    await panel.getByRole('radio', { name: english(phrase(faults[id].cause)) }).click();
    await lesson.button('Check').click();
    await stands('cause found');

    await setSwitch(tab, fault);
    await signIn(tab);
    await WALKS[id].mended(tab);
    await stands('mended');
  }
  await panel.getByText('All six mended').one();
  await expectNoAxeViolations(panel);
  await expectNoAxeViolations(tab);
  await tab.goto(companion.url);
  await tab.getByText('Visit count: 2').one();
});
