import type { MessageKey } from '../../trace/words/message-key.ts';
import { type PageName, pages } from '../model/pages.ts';
import { useWorld } from '../model/world.ts';

interface PageLinkProps {
  readonly to: PageName;
  readonly label: MessageKey;
  /** Drawn as a button: `primary` for the step that is offered first. */
  readonly look?: 'button' | 'primary';
}

/** A link to a page of the extension. */
export function PageLink({ to, label, look }: PageLinkProps) {
  const { text } = useWorld();
  return (
    <a href={pages[to]} class={look === undefined ? undefined : `button ${look}`}>
      {text.say(label)}
    </a>
  );
}
