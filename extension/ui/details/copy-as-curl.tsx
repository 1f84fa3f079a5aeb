import { useState } from 'preact/hooks';
import type { RequestEntry } from '../../trace/model/entry.ts';
import type { MessageKey } from '../../trace/words/message-key.ts';
import { useInspector } from '../model/inspector-context.ts';
import { collectEvents } from '../model/openable-source.ts';

interface CurlCopy {
  readonly label: MessageKey;
  readonly title: MessageKey;
  readonly shell: 'posix' | 'cmd';
  readonly masked: boolean;
}

const copies: readonly CurlCopy[] = [
  { label: 'copyCurl', title: 'copyCurlWhat', shell: 'posix', masked: false },
  { label: 'copyCurlCmd', title: 'copyCurlWhat', shell: 'cmd', masked: false },
  { label: 'copyCurlMasked', title: 'copyCurlMaskedWhat', shell: 'posix', masked: true },
];

/** Copies the request as a curl command: to repeat it, with its secrets, or to show it, with masks in their place. */
export function CopyAsCurl({ entry }: { readonly entry: RequestEntry }) {
  const { text, host, files, trace } = useInspector();
  const [said, setSaid] = useState<MessageKey | undefined>(undefined);
  const copy = async ({ shell, masked }: CurlCopy): Promise<void> => {
    try {
      const { curlCommand, curlRequestOf, maskerOfTrace, UNMASKED } = await import('./curl-tools.ts');
      const masker = masked ? maskerOfTrace(trace.trace(), await collectEvents(files)) : UNMASKED;
      await host.copy(curlCommand(curlRequestOf(entry, masker), shell));
      setSaid(!masked && files.opened.value?.masked ? 'copiedMasked' : 'copied');
    } catch {
      setSaid('copyFailed');
    }
  };
  return (
    <div class="actions">
      {copies.map((one) => (
        <button
          key={one.label}
          type="button"
          class="small"
          title={text.say(one.title)}
          onClick={() => void copy(one)}
          onBlur={() => setSaid(undefined)}
        >
          {text.say(one.label)}
        </button>
      ))}
      <span class="dim" role="status">
        {said !== undefined && text.say(said)}
      </span>
    </div>
  );
}
