import type { GroupBy } from '../../trace/jar/jar-rows.ts';
import type { MessageKey } from '../../trace/words/message-key.ts';
import { useWorld } from '../model/world.ts';
import { Icon } from '../parts/icon.tsx';
import { sortableColumns } from './jar-columns.tsx';
import { useJarEditor } from './jar-editor-context.ts';
import type { JarEditorModel, Pane } from './jar-editor-model.ts';
import { deleteCookies } from './jar-keys.ts';
import { areAllMarked, listedKeys, toggledMarks } from './marks.ts';

const groups: readonly { readonly by: GroupBy; readonly label: MessageKey }[] = [
  { by: 'none', label: 'jarGroupNo' },
  { by: 'domain', label: 'factDomain' },
  { by: 'path', label: 'factPath' },
  { by: 'partition', label: 'jarPartition' },
  { by: 'store', label: 'factStore' },
];

/** The panes that the buttons open. */
const tools: readonly { readonly kind: Exclude<Pane['kind'], 'cookie'>; readonly label: MessageKey }[] = [
  { kind: 'new', label: 'jarAdd' },
  { kind: 'new-session', label: 'jarNewSession' },
  { kind: 'snapshots', label: 'jarSnapshots' },
  { kind: 'history', label: 'jarHistory' },
  { kind: 'import', label: 'jarImport' },
  { kind: 'export', label: 'jarExport' },
];

interface ToolbarProps {
  /** Whether the column headings, which sort and mark, are hidden. */
  readonly narrow: boolean;
}

/** The bar above the list: the tools, and the URL for the verdicts. */
export function Toolbar({ narrow }: ToolbarProps) {
  const { text } = useWorld();
  const jarEditor = useJarEditor();
  const { marked, rows, lines, group, sort, typedUrl, url, pane } = jarEditor;
  const all = rows.value?.length ?? 0;
  const keys = listedKeys(lines.value);
  const shown = keys.length;
  const chosen = (rows.value ?? []).filter(({ key }) => marked.value.has(key));
  const wrong = url.value !== '' && !URL.canParse(url.value);
  return (
    <div class="jar-tools">
      <div class="jar-buttons">
        {tools.map(({ kind, label }) => (
          <button
            key={kind}
            type="button"
            class="small"
            aria-pressed={pane.value?.kind === kind}
            onClick={() => {
              pane.value = pane.peek()?.kind === kind ? undefined : { kind };
            }}
          >
            {text.say(label)}
          </button>
        ))}
        {chosen.length > 0 && (
          <button type="button" class="small danger" onClick={() => deleteCookies(chosen, jarEditor)}>
            {text.plural('jarDeleteMarked', chosen.length)}
          </button>
        )}
      </div>
      <div class="jar-fields">
        <label class="jar-url">
          <span>{text.say('jarSentTo')}</span>
          <input
            type="url"
            spellcheck={false}
            autocomplete="off"
            value={url.value}
            aria-invalid={wrong}
            aria-describedby={wrong ? 'jar-url-wrong' : undefined}
            title={text.say('jarSentToWhat')}
            onInput={(event) => {
              typedUrl.value = event.currentTarget.value === '' ? undefined : event.currentTarget.value;
            }}
          />
        </label>
        <label>
          <span>{text.say('jarGroup')}</span>
          <select
            value={group.value}
            onChange={(event) => {
              group.value = groups.find(({ by }) => by === event.currentTarget.value)?.by ?? 'none';
            }}
          >
            {groups.map(({ by, label }) => (
              <option key={by} value={by}>
                {text.say(label)}
              </option>
            ))}
          </select>
        </label>
        {narrow && <SortFields sort={sort} />}
        {narrow && all > 0 && (
          <button
            type="button"
            class="small"
            onClick={() => {
              marked.value = toggledMarks(keys, marked.peek());
            }}
          >
            {text.say(areAllMarked(keys, marked.value) ? 'jarMarkNone' : 'jarMarkEvery')}
          </button>
        )}
        <span class="dim jar-count" role="status">
          {shown === all ? text.plural('jarCookies', all) : text.say('jarShown', text.number(shown), text.number(all))}
        </span>
        {wrong && (
          <span id="jar-url-wrong" class="bad jar-url-wrong">
            {text.say('jarUrlWrong')}
          </span>
        )}
        {jarEditor.busy.value && (
          <span class="dim">
            <Icon name="wait" /> {text.say('jarWorking')}
          </span>
        )}
      </div>
    </div>
  );
}

/** Replaces the sortable column headings in narrow tables. */
function SortFields({ sort }: Pick<JarEditorModel, 'sort'>) {
  const { text } = useWorld();
  const { column, descending } = sort.value;
  return (
    <span class="jar-sort">
      <label>
        <span>{text.say('jarSort')}</span>
        <select
          value={column}
          onChange={(event) => {
            const found = sortableColumns.find((each) => each.id === event.currentTarget.value);
            if (found !== undefined) sort.value = { column: found.id, descending };
          }}
        >
          {sortableColumns.map((each) => (
            <option key={each.id} value={each.id}>
              {text.say(each.label)}
            </option>
          ))}
        </select>
      </label>
      <button
        type="button"
        class="bare"
        aria-pressed={descending}
        aria-label={text.say('jarDescending')}
        title={text.say('jarDescending')}
        onClick={() => {
          sort.value = { column, descending: !descending };
        }}
      >
        <Icon name={descending ? 'down' : 'up'} />
      </button>
    </span>
  );
}
