import type { WhyNot } from '../../trace/model/why-not.ts';
import type { Phrase } from '../../trace/words/phrase.ts';

/** The notice that says why something was not done; its words are loaded when the first is to be said. */
export async function saidWhyNot(why: WhyNot): Promise<{ readonly tone: 'bad'; readonly said: Phrase }> {
  const { whyNotPhrase } = await import('../../trace/words/why-not-words.ts');
  return { tone: 'bad', said: whyNotPhrase(why) };
}
