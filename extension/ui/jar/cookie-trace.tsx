import type { JarRow } from '../../trace/jar/jar-rows.ts';
import type { RequestEntry } from '../../trace/model/entry.ts';
import { useInspector } from '../model/inspector-context.ts';
import { useWorld } from '../model/world.ts';
import { Foreign } from '../parts/foreign.tsx';

/** When and by which request the cookie was created and last changed in this trace. Empty while a file is shown. */
export function CookieTrace({ row }: { readonly row: JarRow }) {
  const { text } = useWorld();
  const { files } = useInspector();
  const { cookie, firstSeen, firstSetBy, changed, setBy } = row;
  return (
    <section>
      <h3>{text.say('jarInTrace')}</h3>
      <dl class="facts">
        <div>
          <dt>{text.say('jarSize')}</dt>
          <dd>{text.plural('jarOctets', row.size)}</dd>
        </div>
        <div>
          <dt>{text.say('factStore')}</dt>
          <dd>
            <Foreign text={cookie.storeId} />
          </dd>
        </div>
        {files.opened.value === undefined && (
          <>
            <Moment label={text.say('jarCreated')} time={firstSeen} by={firstSetBy} />
            <Moment label={text.say('jarChangedLast')} time={changed} by={setBy} />
          </>
        )}
      </dl>
    </section>
  );
}

interface MomentProps {
  readonly label: string;
  /** ms since 1970; undefined: before the recording. */
  readonly time: number | undefined;
  /** Undefined: not set by a response. */
  readonly by: RequestEntry | undefined;
}

function Moment({ label, time, by }: MomentProps) {
  const { text } = useWorld();
  const { show } = useInspector();
  return (
    <div>
      <dt>{label}</dt>
      <dd class="wrap">
        {time === undefined ? text.say('jarOlder') : text.exact(time)}
        {time !== undefined && (
          <div class="dim">
            {by === undefined ? (
              text.say('jarByOther')
            ) : (
              <>
                <button type="button" class="link" onClick={() => show(by)}>
                  {text.say('jarStep', text.number(by.step))}
                </button>{' '}
                {by.method} <Foreign text={by.url} />
              </>
            )}
          </div>
        )}
      </dd>
    </div>
  );
}
