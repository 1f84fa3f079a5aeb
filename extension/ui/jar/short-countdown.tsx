import { signal } from '@preact/signals-core';
import { useEffect } from 'preact/hooks';
import { useWorld } from '../model/world.ts';

/** Increases every second while a countdown is mounted: one timer for all rows. */
const tick = signal(0);
let watchers = 0;
let timer: ReturnType<typeof setInterval> | undefined;

/** The time left until a moment (ms since 1970), for a table cell. */
export function ShortCountdown({ until }: { readonly until: number }) {
  const { host, text } = useWorld();
  useEffect(() => {
    watchers += 1;
    timer ??= setInterval(() => {
      tick.value += 1;
    }, 1000);
    return () => {
      watchers -= 1;
      if (watchers > 0) return;
      clearInterval(timer);
      timer = undefined;
    };
  }, []);
  void tick.value;
  const left = until - host.now();
  return (
    <span class="countdown" title={text.day(until)}>
      {left <= 0 ? text.say('expired') : text.span(left)}
    </span>
  );
}
