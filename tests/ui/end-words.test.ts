import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createFold } from '../../extension/trace/fold/fold.ts';
import { endPhrase } from '../../extension/trace/summary/end-words.ts';
import { cookieOf, Story } from '../trace/story.ts';

const ID = 'k3FzQm1x8sVb2TnLwYd7RcEoPa6Ug0HiJt4Zv59Qw';

function endKey(story: Story): string | undefined {
  const fold = createFold();
  fold.apply(story.events);
  const row = fold.trace.rows.find(({ kind }) => kind === 'end');
  return row?.kind === 'end' ? endPhrase(row.session, row.end).key : undefined;
}

describe('an end that was undone', () => {
  test('is called the user’s deletion only if it was one', () => {
    const story = new Story().started().creates('sid', ID);
    assert.equal(endKey(story.userDeletes(cookieOf('sid', ID)).userRestores(cookieOf('sid', ID))), 'endUndone');
  });

  test('blames nobody when protection restores a cookie that something else removed', () => {
    const story = new Story().started().creates('sid', ID).wait(5_000);
    assert.equal(endKey(story.loses(cookieOf('sid', ID)).userRestores(cookieOf('sid', ID))), 'endRestored');
  });
});
