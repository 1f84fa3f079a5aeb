import type { MessageKey } from '../words/message-key.ts';

/** The words that the lesson uses from its first sentence on, each with its meaning, in an order that builds them up. */
export const wordsToKnow = [
  { word: 'lessonWordRequest', meaning: 'lessonWordRequestWhat' },
  { word: 'lessonWordCookie', meaning: 'lessonWordCookieWhat' },
  { word: 'lessonWordSetCookie', meaning: 'lessonWordSetCookieWhat' },
  { word: 'lessonWordSession', meaning: 'lessonWordSessionWhat' },
  { word: 'lessonWordId', meaning: 'lessonWordIdWhat' },
  { word: 'lessonWordCount', meaning: 'lessonWordCountWhat' },
] as const satisfies readonly { readonly word: MessageKey; readonly meaning: MessageKey }[];
