import { useState } from 'preact/hooks';
import type { BrowserCookie } from '../../cookies/browser-cookie.ts';
import { compareJars, type Difference } from '../../trace/workshop/compare-jars.ts';
import { freeName, type Snapshot } from '../../trace/workshop/snapshots.ts';
import { useInspector } from '../inspector-context.ts';
import { Foreign } from '../parts/foreign.tsx';
import { Icon } from '../parts/icon.tsx';
import type { MessageKey } from '../words/message-key.ts';
import { useWorld } from '../world.ts';
import { useWorkshop } from './workshop-context.ts';

/** Named snapshots of the site's jar: taken, compared, restored. */
export function SnapshotsPane() {
  const { text } = useWorld();
  const { jar } = useInspector();
  const workshop = useWorkshop();
  const { snapshots } = workshop.memory.value;
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
        class="jar-inline"
        onSubmit={(event) => {
          event.preventDefault();
          setTyped('');
          void workshop.takeSnapshot(name);
        }}
      >
        <input
          type="text"
          aria-label={text.say('jarSnapshotName')}
          placeholder={freeName(snapshots, text.say('jarSnapshot'))}
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
        <button type="submit" class="primary" disabled={workshop.busy.value}>
          {text.say('jarTakeSnapshot')}
        </button>
      </form>
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
  const workshop = useWorkshop();
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
          disabled={workshop.busy.value}
          onClick={() => void workshop.restoreSnapshot(snapshot.id)}
        >
          {text.say('jarRestore')}
        </button>
        <button type="button" class="small" aria-pressed={compared} onClick={onCompare}>
          {text.say('jarCompare')}
        </button>
        <button type="button" class="small" onClick={() => void workshop.dropSnapshot(snapshot.id)}>
          {text.say('jarDrop')}
        </button>
      </div>
    </li>
  );
}

const kindKeys: Readonly<Record<Exclude<Difference['kind'], 'same'>, MessageKey>> = {
  added: 'jarAdded',
  removed: 'jarRemoved',
  changed: 'jarDiffers',
};
const kindIcons = { added: 'plus', removed: 'cross', changed: 'swap' } as const;
const fieldKeys: Readonly<Record<Difference['fields'][number], MessageKey>> = {
  value: 'jarValue',
  secure: 'factSecure',
  httpOnly: 'factHttpOnly',
  sameSite: 'factSameSite',
  expirationDate: 'factExpires',
};

/** What differs between two jars; what is the same is only counted. */
function Differences({ differences }: { readonly differences: readonly Difference[] }) {
  const { text } = useWorld();
  const differing = differences.flatMap((each) => (each.kind === 'same' ? [] : [{ ...each, kind: each.kind }]));
  return (
    <>
      <p class="dim">{text.plural('jarSameCount', differences.length - differing.length)}</p>
      <ul class="plain jar-items">
        {differing.slice(0, 500).map(({ kind, before, after, fields }) => {
          const cookie = after ?? before;
          if (cookie === undefined) return null;
          return (
            <li
              key={`${cookie.domain} ${cookie.path} ${cookie.name} ${cookie.storeId} ${cookie.partitionKey?.topLevelSite}`}
            >
              <Icon name={kindIcons[kind]} /> {text.say(kindKeys[kind])}{' '}
              <b class="mono">
                <Foreign text={cookie.name} />
              </b>{' '}
              <span class="dim">
                <Foreign text={`${cookie.domain} ${cookie.path}`} />
              </span>
              {fields.length > 0 && (
                <span class="dim"> {fields.map((field) => text.say(fieldKeys[field])).join(', ')}</span>
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
}
