import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { html, trusted } from '../../../server/answers/html.ts';

test('values are escaped, in text and in attributes; HTML and lists of it go in as they are', () => {
  const items = ['<b>', 'c'].map((name) => html`<li title="${name}">${name}</li>`);
  const page = html`<ul>${items}</ul>${trusted('<hr>')}${1}${'"\'&'}`;
  assert.equal(page.text, '<ul><li title="&lt;b&gt;">&lt;b&gt;</li><li title="c">c</li></ul><hr>1&quot;&#39;&amp;');
});

test('no text, whatever it holds, brings markup in', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      assert.doesNotMatch(html`${text}`.text, /[<>"']/);
    }),
  );
});
