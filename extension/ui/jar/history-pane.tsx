import { compareJars } from '../../trace/jar/compare-jars.ts';
import type { HistoryItem, JarAction } from '../../trace/jar/history.ts';
import { planUndo } from '../../trace/jar/history.ts';
import type { MessageKey } from '../../trace/words/message-key.ts';
import { useInspector } from '../model/inspector-context.ts';
import { useWorld } from '../model/world.ts';
import { DifferenceLine, keyOf } from './difference-line.tsx';
import { useJarEditor } from './jar-editor-context.ts';

const jarActionKeys: Readonly<Record<JarAction, MessageKey>> = {
  delete: 'jarActionDelete',
  add: 'jarActionAdd',
  edit: 'jarActionEdit',
  import: 'jarActionImport',
  'new-session': 'jarActionNewSession',
  'restore-snapshot': 'jarActionRestoreSnapshot',
  restore: 'jarActionRestore',
  undo: 'jarActionUndo',
};

/** The history of actions, newest first, each with its Undo. */
export function HistoryPane() {
  const { text } = useWorld();
  const { memory } = useJarEditor();
  const items = [...memory.value.history].reverse();
  if (items.length === 0) return <p class="dim">{text.say('jarHistoryEmpty')}</p>;
  return (
    <>
      <p class="dim">{text.say('jarHistoryWhat')}</p>
      <ol class="plain jar-items">
        {items.map((item) => (
          <Item key={item.id} item={item} />
        ))}
      </ol>
    </>
  );
}

/** The first cookies that an action changed; the others are only counted. */
const MAX_LISTED = 6;

function Item({ item }: { readonly item: HistoryItem }) {
  const { text, host } = useWorld();
  const { jar } = useInspector();
  const jarEditor = useJarEditor();
  const plan = planUndo(item, jar.cookies.value ?? [], host.now());
  const changes = compareJars(
    item.changes.flatMap(({ before }) => before ?? []),
    item.changes.flatMap(({ after }) => after ?? []),
  );
  return (
    <li class="card">
      <div class="pair">
        <span>
          <b>{text.say(jarActionKeys[item.action])}</b> <span class="dim">{text.clock(item.time)}</span>
        </span>
        {item.undone === true ? (
          <span class="tag">{text.say('jarUndoneTag')}</span>
        ) : (
          <button
            type="button"
            class="small"
            disabled={jarEditor.busy.value || plan.edits.length === 0}
            title={plan.edits.length === 0 ? text.say('jarUndoNothing') : undefined}
            onClick={() => void jarEditor.undo(item.id)}
          >
            {text.say('undo')}
          </button>
        )}
      </div>
      <ul class="plain">
        {changes.slice(0, MAX_LISTED).map((change) => (
          <DifferenceLine key={keyOf(change)} difference={change} />
        ))}
      </ul>
      {changes.length > MAX_LISTED && <p class="dim">{text.plural('jarAndMore', changes.length - MAX_LISTED)}</p>}
      {item.undone !== true && plan.overwrites.length > 0 && (
        <p class="warn">{text.plural('jarUndoOverwrites', plan.overwrites.length)}</p>
      )}
      {item.undone !== true && plan.expired.length > 0 && (
        <p class="warn">{text.plural('jarUndoExpired', plan.expired.length)}</p>
      )}
    </li>
  );
}
