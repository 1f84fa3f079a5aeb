import { useEffect, useState } from 'preact/hooks';
import type { MessageKey } from '../../trace/words/message-key.ts';
import { useWorld } from '../model/world.ts';

interface CountdownProps {
  /** ms since 1970. */
  readonly until: number;
  /** The message around the remaining time. */
  readonly say?: MessageKey;
}

/** The time left until a moment (ms since 1970), updated every second. */
export function Countdown({ until, say = 'expiresIn' }: CountdownProps) {
  const { host, text } = useWorld();
  const [now, setNow] = useState(() => host.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(host.now()), 1000);
    return () => clearInterval(timer);
  }, [host]);
  const left = until - now;
  return <span class="countdown">{left <= 0 ? text.say('expired') : text.say(say, text.span(left))}</span>;
}
