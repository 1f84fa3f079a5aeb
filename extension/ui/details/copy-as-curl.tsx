import { useState } from 'preact/hooks';
import type { RequestEntry } from '../../trace/model/entry.ts';
import type { MessageKey } from '../../trace/words/message-key.ts';
import { useInspector } from '../model/inspector-context.ts';

const shells: readonly { readonly shell: 'posix' | 'cmd'; readonly label: MessageKey }[] = [
  { shell: 'posix', label: 'copyCurl' },
  { shell: 'cmd', label: 'copyCurlCmd' },
];

/** Copies the request as a curl command for either kind of shell, with the cookie values as recorded or masked. */
export function CopyAsCurl({ entry }: { readonly entry: RequestEntry }) {
  const { text, host, files } = useInspector();
  const [said, setSaid] = useState<MessageKey | undefined>(undefined);
  const copy = async (shell: 'posix' | 'cmd'): Promise<void> => {
    try {
      const { curlCommand } = await import('../../cookies/exchange/curl-command.ts');
      const headers = entry.requestHeaders.map(([name, value]) => ({ name, value }));
      await host.copy(curlCommand({ url: entry.url, method: entry.method, headers }, shell));
      setSaid(files.opened.value?.masked ? 'copiedMasked' : 'copied');
    } catch {
      setSaid('copyFailed');
    }
  };
  return (
    <div class="actions">
      {shells.map(({ shell, label }) => (
        <button
          key={shell}
          type="button"
          class="small"
          title={text.say('copyCurlWhat')}
          onClick={() => void copy(shell)}
          onBlur={() => setSaid(undefined)}
        >
          {text.say(label)}
        </button>
      ))}
      <span class="dim" role="status">
        {said !== undefined && text.say(said)}
      </span>
    </div>
  );
}
