// The lesson on Django's unmodified view: its counts stand in the pages' text alone, which each browser reads its own way.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { RUNTIMES, skipWithout, startDjango } from '../servers/counting-server.ts';
import { expect, expectNoAxeViolations, test } from './harness/test.ts';
import { LessonPage } from './lesson-page.ts';

test('eleven visits to Django write the lesson: the table counts, the flow closes, and Django’s code is open', async ({
  browserUnderTest,
}) => {
  const why = skipWithout(RUNTIMES.django);
  test.skip(why !== false, String(why));
  const folder = mkdtempSync(path.join(tmpdir(), 'sidtrail-lesson-'));
  const django = await startDjango({ database: path.join(folder, 'lesson.sqlite3') });
  try {
    const tab = await browserUnderTest.openTab(django.url);
    for (let visit = 2; visit <= 11; visit++) await tab.goto(django.url);
    const inspector = await browserUnderTest.openInspectorTab();
    const lesson = await LessonPage.open(inspector);
    const cells = async (column: number): Promise<(string | undefined)[]> =>
      (await lesson.table()).map((row) => row.split(' | ')[column]);
    await expect
      .poll(() => cells(4))
      .toEqual([
        'Create new session with count=1',
        ...Array.from({ length: 10 }, (_, at) => `Increment count to ${at + 2}`),
      ]);
    expect(await cells(3)).toEqual(['None', ...Array.from({ length: 10 }, (_, at) => String(at + 1))]);
    expect(await cells(5)).toEqual(Array.from({ length: 11 }, (_, at) => `200 Visit count: ${at + 1}`));

    const isOpen = () =>
      inspector.evaluate(() => document.querySelector('.code-tabs input:checked')?.closest('label')?.textContent);
    expect(await isOpen()).toBe('Django');
    await inspector.getByText('sessionid').first().one();
    const lit = await lesson.litCode();
    expect(lit).toContain("request.session.get('count', 0)");
    expect(lit).toContain('count = 10');
    expect((await lesson.flow()).map((place) => place.split(':')[0])).toEqual([
      'done',
      'done',
      'not on this way',
      'done',
      'done',
      'done',
      'done',
      'still to come',
      'still to come',
    ]);
    await inspector.getByRole('button', { name: 'Show step 1 in the drawing', exact: true }).click();
    await expect.poll(async () => (await lesson.flow())[2]).toMatch(/^done:/);
    expect(await lesson.litCode()).toContain('Set-Cookie: sessionid=');
    const chart = await inspector.getByRole('img', { name: 'Step chart' }).one();
    // Chromium's own wish for a favicon is a step, too.
    expect(chart.name).toMatch(/from 1 at step 1 to 11 at step \d+\./);
    await expectNoAxeViolations(inspector);
  } finally {
    await django.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
