import { type EndName, namedEnds } from '../../trace/summary/end-words.ts';
import { type GlossaryWord, glossary, isTermId, type TermId } from './glossary.ts';

/** What a page's words can be marked with, to be explained: a word of the glossary, or how a session ended. */
export type ExplainedId = TermId | `end:${EndName}`;

/** The heading and the meaning of what is marked so; undefined if a page's attribute holds something else. */
export function explanationOf(id: string | undefined): Pick<GlossaryWord, 'word' | 'meaning'> | undefined {
  if (isTermId(id)) return glossary[id];
  const name = id?.startsWith('end:') === true ? id.slice('end:'.length) : '';
  if (!Object.hasOwn(namedEnds, name)) return undefined;
  const { fate, more } = namedEnds[name as EndName];
  return { word: fate, meaning: more };
}
