import type { ComponentChildren } from 'preact';
import { useEffect, useErrorBoundary, useRef } from 'preact/hooks';
import { whyFailed } from '../../trace/model/why-failed.ts';
import type { MessageKey } from '../../trace/words/message-key.ts';
import { code, phrase } from '../../trace/words/phrase.ts';
import { useWorld } from '../model/world.ts';
import { Say } from './say.tsx';

interface ErrorBoundaryProps {
  readonly children: ComponentChildren;
  /** What is shown in it; when that changes, it is tried again. */
  readonly of?: unknown;
  /** What the part is called. */
  readonly label?: MessageKey;
  /** What takes its place when it fails; absent: a sentence that says so, with a button that tries again. */
  readonly instead?: (error: unknown) => ComponentChildren;
}

/** Keeps a part that fails from taking the rest with it, and says that it failed and why. */
export function ErrorBoundary({ children, of, label, instead }: ErrorBoundaryProps) {
  const { text } = useWorld();
  const failedAt = useRef<unknown>(undefined);
  const [error, retry] = useErrorBoundary((reason) => {
    failedAt.current = of;
    console.error('A part failed:', reason);
  });
  // Only once the failure stands there: what fails while another failure is being shown would go past this boundary.
  useEffect(() => {
    if (error !== undefined && failedAt.current !== of) retry();
  }, [error, of]);
  if (error === undefined) return children;
  if (instead !== undefined) return instead(error);
  return (
    <div class="failed" role="alert">
      {label !== undefined && <b>{text.say(label)}</b>}
      <p>
        <PartFailed error={error} />
      </p>
      <button type="button" class="small" onClick={retry}>
        {text.say('tryAgain')}
      </button>
    </div>
  );
}

/** The sentence that says that something cannot be shown, and why. */
export function PartFailed({ error }: { readonly error: unknown }) {
  const why = whyFailed(error);
  return <Say phrase={phrase('partFailed', code(why.slice(0, 300)))} />;
}
