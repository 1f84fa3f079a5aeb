import type { MessageKey } from '../../trace/words/message-key.ts';
import { useInspector } from '../model/inspector-context.ts';
import { type KindGroup, kindGroups } from '../model/kind-group.ts';
import { menuPlaceOf } from '../model/menu-model.ts';
import { rowKey } from '../model/row-order.ts';
import { Icon } from '../parts/icon.tsx';
import '../styles/kinds.css';
import { openRowMenu } from './row-menu.ts';

const labels: Readonly<Record<KindGroup, MessageKey>> = {
  document: 'kindDocument',
  api: 'kindApi',
  socket: 'kindSocket',
  other: 'kindOther',
  static: 'kindStatic',
};

/** A switch for each kind of request, with its number. The last one changes its width, so that no other moves. */
export function KindChips() {
  const { text, layout, kindCounts, listRevision } = useInspector();
  void listRevision.value;
  const hidden = layout.hiddenKinds.value;
  const toggle = (group: KindGroup): void => {
    layout.hiddenKinds.value = hidden.includes(group) ? hidden.filter((each) => each !== group) : [...hidden, group];
  };
  return (
    <>
      {kindGroups.map((group) => {
        const isHidden = hidden.includes(group);
        const { all, hidden: quiet } = kindCounts.of(group, isHidden);
        const label = text.say(labels[group]);
        return (
          <button
            key={group}
            type="button"
            class="kind"
            aria-pressed={!isHidden}
            title={text.say(isHidden ? 'kindShowWhat' : 'kindHideWhat')}
            onClick={() => toggle(group)}
          >
            {label} <b>{text.number(all)}</b>
            {quiet > 0 && (
              <span> {quiet === all ? text.say('kindAllHidden') : text.say('kindHidden', text.number(quiet))}</span>
            )}
          </button>
        );
      })}
      <PartChip />
      <SelectedRows />
    </>
  );
}

/** That only a part is shown, a time or the steps of the answer, and the way back to all of it. */
function PartChip() {
  const { text, range, onlyEntries, kindCounts, listRevision } = useInspector();
  void listRevision.value;
  const part = onlyEntries.value === undefined ? range : onlyEntries;
  if (part.value === undefined) return null;
  const { inside, all } = kindCounts.sums;
  return (
    <button
      type="button"
      class="kind range-chip"
      title={part === range ? text.say('rangeResetWhat') : undefined}
      onClick={() => {
        part.value = undefined;
      }}
    >
      {part === range ? text.plural('rangeShown', all, text.number(inside)) : text.say('answerShowAll')}{' '}
      <Icon name="cross" />
    </button>
  );
}

/** How many rows are selected together, and what can be done with them. */
function SelectedRows() {
  const inspector = useInspector();
  const { text, marked, rows } = inspector;
  const keys = marked.value;
  if (keys.size === 0) return null;
  return (
    <button
      type="button"
      class="small selected-rows"
      aria-haspopup="menu"
      onClick={(event) => {
        const row = rows().find((each) => keys.has(rowKey(each)));
        if (row !== undefined) openRowMenu(inspector, row, menuPlaceOf(event, event.currentTarget));
      }}
    >
      {text.plural('selectedRows', keys.size)} <Icon name="caret" />
    </button>
  );
}
