import { UNMASKED } from '../../trace/files/mask.ts';
import { maskerOfTrace } from '../../trace/files/trace-secrets.ts';
import type { RequestEntry } from '../../trace/model/entry.ts';
import { isReplayable } from '../../trace/model/replayable.ts';
import type { Session } from '../../trace/model/session.ts';
import type { TraceRow } from '../../trace/model/trace.ts';
import { effectIn } from '../../trace/summary/scope.ts';
import { phrase } from '../../trace/words/phrase.ts';
import { attempt } from '../model/attempt.ts';
import type { InspectorModel } from '../model/inspector-model.ts';
import type { MenuItem, MenuPlace } from '../model/menu-model.ts';
import { collectEvents } from '../model/openable-source.ts';
import { rowKey } from '../model/row-order.ts';
import { sessionItems } from '../model/session-menu.ts';
import { type Copy, copies } from './copies.ts';

/** Opens the menu of a row, or of all selected rows if it is one of them. */
export function openRowMenu(inspector: InspectorModel, row: TraceRow, place: MenuPlace): void {
  const { text, menus, marked, rows } = inspector;
  const keys = marked.peek();
  const chosen = keys.has(rowKey(row)) ? rows().filter((each) => keys.has(rowKey(each))) : [row];
  const entries = chosen.flatMap((each) => (each.kind === 'entry' ? [each.entry] : []));
  const session = chosen.length === 1 ? sessionOf(inspector, row) : undefined;
  if (entries.length === 0 && session === undefined) return;
  menus.menu.value = {
    ...place,
    label: entries.length === 0 ? text.say('menuOfSession') : text.plural('menuOfRequests', entries.length),
    items: () => [
      ...(entries.length === 0 ? [] : copyItems(inspector, entries)),
      ...replayItems(inspector, entries),
      ...(session === undefined ? [] : sessionItems(inspector, session)),
    ],
  };
}

function sessionOf({ scope }: InspectorModel, row: TraceRow): Session | undefined {
  if (row.kind === 'mark') return undefined;
  if (row.kind === 'end') return row.session;
  const effect = effectIn(scope.peek(), row.entry);
  return effect?.after ?? effect?.before;
}

function copyItems(inspector: InspectorModel, entries: readonly RequestEntry[]): readonly MenuItem[] {
  const { text, menus } = inspector;
  const { masksCopies } = menus;
  return [
    ...copies.map(
      (copy): MenuItem => ({ label: text.say(copy.label), run: () => void copyAs(inspector, entries, copy) }),
    ),
    {
      label: text.say('menuMask'),
      apart: true,
      checked: masksCopies.peek(),
      run: () => {
        masksCopies.value = !masksCopies.peek();
      },
    },
  ];
}

/** One request of the recording, if its page can send it again. */
function replayItems(
  { text, files, replaying }: InspectorModel,
  entries: readonly RequestEntry[],
): readonly MenuItem[] {
  const [entry, ...others] = entries;
  const recorded = files.opened.peek() === undefined;
  if (entry === undefined || others.length > 0 || !recorded || !isReplayable(entry)) return [];
  return [
    {
      label: text.say('replay'),
      apart: true,
      run: () => {
        replaying.value = entry;
      },
    },
  ];
}

function copyAs(inspector: InspectorModel, entries: readonly RequestEntry[], { write }: Copy): Promise<void> {
  const { host, trace, files, menus, actions } = inspector;
  return attempt(actions, async () => {
    const masks = menus.masksCopies.peek();
    const masker = masks ? maskerOfTrace(trace.trace(), await collectEvents(files)) : UNMASKED;
    await host.copy(write(entries, masker));
    actions.notify({ tone: 'good', said: phrase(masks ? 'menuCopiedMasked' : 'copied') });
  });
}
