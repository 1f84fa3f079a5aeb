import type messages from '../../_locales/en/messages.json';

/** A key of `_locales/en/messages.json`: a key that is not there does not compile. */
export type MessageKey = keyof typeof messages;

type BaseOf<K> = K extends `${infer Base}_other` ? Base : never;

/** What can be counted: a key that the messages hold with `_one` and `_other` (and more where a language needs them). */
export type PluralKey = BaseOf<MessageKey>;
