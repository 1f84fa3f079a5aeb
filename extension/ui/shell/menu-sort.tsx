import { useInspector } from '../model/inspector-context.ts';
import { columns } from '../requests/columns.tsx';

/** The order of the requests: rows of two lines have no headings to click on. */
export function MenuSort() {
  const { text, layout } = useInspector();
  const { sortColumn, sortDescending } = layout;
  return (
    <div class="menu-choice">
      <label class="menu-choice">
        <span>{text.say('sortLabel')}</span>
        <select
          value={sortColumn.value}
          onChange={(event) => {
            sortColumn.value = event.currentTarget.value;
          }}
        >
          {columns.map(({ id, label }) => (
            <option key={id} value={id}>
              {text.say(label)}
            </option>
          ))}
        </select>
      </label>
      <label>
        <input
          type="checkbox"
          checked={sortDescending.value}
          onChange={(event) => {
            sortDescending.value = event.currentTarget.checked;
          }}
        />{' '}
        {text.say('sortDescending')}
      </label>
    </div>
  );
}
