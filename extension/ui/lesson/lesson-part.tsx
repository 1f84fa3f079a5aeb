import type { ComponentChildren } from 'preact';
import type { MessageKey } from '../../trace/words/message-key.ts';
import { useWorld } from '../model/world.ts';

interface LessonPartProps {
  readonly id: string;
  readonly label: MessageKey;
  readonly children: ComponentChildren;
}

/** A part of the lesson below its heading. */
export function LessonPart({ id, label, children }: LessonPartProps) {
  const { text } = useWorld();
  return (
    <section class="lesson-part" id={`lesson-part-${id}`} aria-labelledby={`lesson-title-${id}`}>
      <h2 id={`lesson-title-${id}`} tabIndex={-1}>
        {text.say(label)}
      </h2>
      {children}
    </section>
  );
}
