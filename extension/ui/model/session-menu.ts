import type { Session } from '../../trace/model/session.ts';
import { phrase } from '../../trace/words/phrase.ts';
import { attempt } from './attempt.ts';
import type { InspectorModel } from './inspector-model.ts';
import type { MenuItem, MenuPlace } from './menu-model.ts';

/** What can be done with a session. */
export function sessionItems(inspector: InspectorModel, session: Session): readonly MenuItem[] {
  const { text, onlySession, host, actions, show } = inspector;
  const only = onlySession.peek() === session;
  const number = text.number(session.number);
  const [first] = session.entries;
  return [
    {
      label: only ? text.say('ribbonShowAll') : text.say('menuOnlySession', number),
      apart: true,
      run: () => {
        onlySession.value = only ? undefined : session;
      },
    },
    ...(first === undefined ? [] : [{ label: text.say('menuFirstRequest', number), run: () => show(first) }]),
    {
      label: text.say('menuCopySessionId', number),
      run: () =>
        void attempt(actions, async () => {
          await host.copy(session.id);
          actions.notify({ tone: 'good', said: phrase('copied') });
        }),
    },
  ];
}

/** Opens the menu of a session's chip. */
export function openSessionMenu(inspector: InspectorModel, session: Session, place: MenuPlace): void {
  const { menus, text } = inspector;
  menus.menu.value = { ...place, label: text.say('menuOfSession'), items: () => sessionItems(inspector, session) };
}
