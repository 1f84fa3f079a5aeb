import { useState } from 'preact/hooks';
import type { BrowserCookie } from '../../cookies/browser-cookie.ts';
import { compareJars, type Difference } from '../../trace/jar/compare-jars.ts';
import { freeName, type Snapshot } from '../../trace/jar/snapshots.ts';
import { useInspector } from '../model/inspector-context.ts';
import { useWorld } from '../model/world.ts';
import { Foreign } from '../parts/foreign.tsx';
import { DifferenceLine, keyOf } from './difference-line.tsx';
import { useJarEditor } from './jar-editor-context.ts';

/** Takes, compares and restores named snapshots of the site's jar. */
export function SnapshotsPane() {
  const { text } = useWorld();
  const { jar } = useInspector();
  const jarEditor = useJarEditor();
  const { snapshots } = jarEditor.memory.value;
  const [typed, setTyped] = useState('');
  const [compared, setCompared] = useState<number | undefined>(undefined);
  const [against, setAgainst] = useState<number | undefined>(undefined);
  const name = typed.trim() === '' ? freeName(snapshots, text.say('jarSnapshot')) : typed.trim().slice(0, 80);
  const left = snapshots.find(({ id }) => id === compared);
  const right: readonly BrowserCookie[] =
    snapshots.find(({ id }) => id === against)?.cookies ?? jar.cookies.value ?? [];
  return (
    <>
      <p class="dim">{text.say('jarSnapshotsWhat')}</p>
      <form
        class="jar-snap"
        onSubmit={(event) => {
          event.preventDefault();
          setTyped('');
          void jarEditor.takeSnapshot(name);
        }}
      >
        <input
          type="text"
          aria-label={text.say('jarSnapshotName')}
          placeholder={freeName(snapshots, text.say('jarSnapshot'))}
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
        <button type="submit" class="primary" disabled={jarEditor.busy.value}>
          {text.say('jarTakeSnapshot')}
        </button>
      </form>
      {snapshots.length === 0 && <p>{text.say('jarSnapshotsNone')}</p>}
      <ol class="plain jar-items">
        {[...snapshots].reverse().map((snapshot) => (
          <Item
            key={snapshot.id}
            snapshot={snapshot}
            compared={snapshot.id === compared}
            onCompare={() => setCompared(snapshot.id === compared ? undefined : snapshot.id)}
          />
        ))}
      </ol>
      {left !== undefined && (
        <section>
          <h3>{text.say('jarCompared')}</h3>
          <label class="jar-field">
            <span class="jar-label">{text.say('jarComparedWith')}</span>
            <select
              value={against ?? 'now'}
              onChange={(event) =>
                setAgainst(event.currentTarget.value === 'now' ? undefined : Number(event.currentTarget.value))
              }
            >
              <option value="now">{text.say('jarNow')}</option>
              {snapshots
                .filter(({ id }) => id !== left.id)
                .map(({ id, name: other }) => (
                  <option key={id} value={id}>
                    {other}
                  </option>
                ))}
            </select>
          </label>
          <Differences differences={compareJars(left.cookies, right)} />
        </section>
      )}
    </>
  );
}

interface ItemProps {
  readonly snapshot: Snapshot;
  readonly compared: boolean;
  readonly onCompare: () => void;
}

function Item({ snapshot, compared, onCompare }: ItemProps) {
  const { text } = useWorld();
  const jarEditor = useJarEditor();
  return (
    <li class="card">
      <div class="pair">
        <b class="wrap">
          <Foreign text={snapshot.name} />
        </b>
        <span class="dim">{text.clock(snapshot.time)}</span>
      </div>
      <p class="dim">{text.plural('jarCookies', snapshot.cookies.length)}</p>
      <div class="actions">
        <button
          type="button"
          class="small"
          disabled={jarEditor.busy.value}
          onClick={() => void jarEditor.restoreSnapshot(snapshot.id)}
        >
          {text.say('jarRestore')}
        </button>
        <button type="button" class="small" aria-pressed={compared} onClick={onCompare}>
          {text.say('jarCompare')}
        </button>
        <button type="button" class="small" onClick={() => void jarEditor.dropSnapshot(snapshot.id)}>
          {text.say('jarDrop')}
        </button>
      </div>
    </li>
  );
}

/** The most differences drawn; the others are only counted. */
const MAX_DRAWN = 300;

/** The differences between two jars, and how many cookies are equal. */
function Differences({ differences }: { readonly differences: readonly Difference[] }) {
  const { text } = useWorld();
  const differing = differences.filter(({ kind }) => kind !== 'same');
  return (
    <>
      <p class="dim">{text.plural('jarSameCount', differences.length - differing.length)}</p>
      <ul class="plain jar-items">
        {differing.slice(0, MAX_DRAWN).map((each) => (
          <DifferenceLine key={keyOf(each)} difference={each} />
        ))}
      </ul>
      {differing.length > MAX_DRAWN && <p class="dim">{text.plural('jarAndMore', differing.length - MAX_DRAWN)}</p>}
    </>
  );
}
