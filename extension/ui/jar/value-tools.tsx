import { useState } from 'preact/hooks';
import { decodeValue, encodeValue, type ValueCodec } from '../../cookies/decode-value.ts';
import { codecWords } from '../../trace/words/codec-words.ts';
import { useWorld } from '../model/world.ts';

interface ValueToolsProps {
  readonly value: string;
  readonly onValue: (value: string) => void;
}

const codecs: readonly { readonly codec: ValueCodec; readonly label: string }[] = [
  { codec: 'url', label: 'URL' },
  { codec: 'base64', label: 'base64' },
  { codec: 'base64url', label: 'base64url' },
  { codec: 'json', label: 'JSON' },
  { codec: 'jwt', label: 'JWT' },
];

/** Decodes the value from a common encoding, lets the user edit it, and encodes it again. */
export function ValueTools({ value, onValue }: ValueToolsProps) {
  const { text } = useWorld();
  const [codec, setCodec] = useState<ValueCodec | undefined>(undefined);
  const [typed, setTyped] = useState<string | undefined>(undefined);
  const decoded = codec === undefined ? undefined : decodeValue(value, codec);
  const shown = typed ?? (decoded?.ok === true ? decoded.text : '');
  const back = codec === undefined || typed === undefined ? undefined : encodeValue(typed, codec);
  return (
    <div class="jar-decode">
      <span class="jar-label">{text.say('jarReadAs')}</span>
      <span class="buttons">
        {codecs.map(({ codec: each, label }) => (
          <button
            key={each}
            type="button"
            class="small"
            aria-pressed={codec === each}
            onClick={() => {
              setCodec(codec === each ? undefined : each);
              setTyped(undefined);
            }}
          >
            {label}
          </button>
        ))}
      </span>
      {decoded?.ok === false && <p class="dim">{text.say(codecWords[decoded.fault])}</p>}
      {decoded?.ok === true && (
        <>
          <textarea
            rows={5}
            spellcheck={false}
            class="mono"
            aria-label={text.say('jarDecoded')}
            readOnly={codec === 'jwt'}
            value={shown}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
          {codec === 'jwt' ? (
            <p class="dim">{text.say('jarJwtWhat')}</p>
          ) : (
            <button
              type="button"
              class="small"
              disabled={back?.ok !== true}
              onClick={() => {
                if (back?.ok !== true) return;
                onValue(back.text);
                setTyped(undefined);
              }}
            >
              {text.say('jarEncode')}
            </button>
          )}
          {back?.ok === false && <p class="bad">{text.say(codecWords[back.fault])}</p>}
        </>
      )}
    </div>
  );
}
