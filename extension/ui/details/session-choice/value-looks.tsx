import { useEffect, useState } from 'preact/hooks';
import type { KnownCookie } from '../../../cookies/names/known-cookie.ts';
import type { ValueFormat } from '../../../cookies/value-format.ts';
import type { ValuePart, ValuePartKind } from '../../../cookies/value-rules/value-rule.ts';
import type { MessageKey } from '../../../trace/words/message-key.ts';
import { valueFormatPhrase } from '../../../trace/words/value-format-words.ts';
import { useWorld } from '../../model/world.ts';
import { Foreign, LongForeign } from '../../parts/foreign.tsx';
import { Say } from '../../parts/say.tsx';
import { inflateZlib } from './inflate-zlib.ts';

const partWords: Readonly<Record<ValuePartKind, MessageKey>> = {
  id: 'partId',
  payload: 'partPayload',
  time: 'partTime',
  expires: 'partExpires',
  signature: 'partSignature',
  route: 'partRoute',
  header: 'partHeader',
  encrypted: 'partEncrypted',
  user: 'partUser',
  nonce: 'partNonce',
};

/** What a session's value holds. */
const holdsWords: Readonly<Record<NonNullable<ValueFormat['holds']>, MessageKey>> = {
  data: 'looksClientSide',
  sealed: 'looksSealed',
};

/** Parts that are secret or meaningless to a reader: only their names are shown. */
const UNSHOWN: ReadonlySet<ValuePartKind> = new Set(['id', 'signature', 'encrypted', 'nonce']);

interface ValueLooksProps {
  readonly value: string;
  /** What the cookie is by its name. */
  readonly known: KnownCookie | undefined;
  readonly isSession: boolean;
}

/**
 * The format of a cookie's value, with the parts that can be read without a key.
 *
 * @param isSession the cookie is followed as a session: only then is something said of its data
 */
export function ValueLooks({ value, known, isSession }: ValueLooksProps) {
  const { text } = useWorld();
  const [looks, setLooks] = useState<{ readonly value: string; readonly format: ValueFormat } | undefined>(undefined);
  useEffect(() => {
    let wanted = true;
    // Parsed on first use: most entries are never opened.
    void (async () => {
      const [{ valueFormat }, { inflatePayload }] = await Promise.all([
        import('../../../cookies/value-format.ts'),
        import('../../../cookies/inflate-payload.ts'),
      ]);
      const format = await inflatePayload(valueFormat(value), inflateZlib);
      if (wanted) setLooks({ value, format });
    })();
    return () => {
      wanted = false;
    };
  }, [value]);
  if (looks?.value !== value) return null;
  const { format } = looks;
  return (
    <div class="looks">
      <p>
        <Say phrase={valueFormatPhrase(format, known)} />{' '}
        {isSession && format.holds !== undefined && <span>{text.say(holdsWords[format.holds])}</span>}{' '}
        {format.signed && <span class="dim">{text.say('looksSigned')}</span>}
      </p>
      {format.parts.length > 0 && (
        <dl class="facts card">
          {format.parts.map((part, at) => (
            <div key={at}>
              <dt>{text.say(partWords[part.kind])}</dt>
              <dd class="wrap">
                <Part part={part} />
              </dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}

function Part({ part }: { readonly part: ValuePart }) {
  const { text } = useWorld();
  if (part.time !== undefined) return <>{text.exact(part.time)}</>;
  if (part.notATime) {
    return (
      <>
        <Foreign text={part.text} /> <span class="dim">({text.say('notATime')})</span>
      </>
    );
  }
  if (UNSHOWN.has(part.kind)) return <span class="dim">{text.plural('characters', part.text.length)}</span>;
  if (part.json !== undefined) return <LongForeign text={JSON.stringify(part.json)} />;
  if (part.decoded !== undefined) return <LongForeign text={part.decoded} />;
  return <Foreign text={part.text} />;
}
