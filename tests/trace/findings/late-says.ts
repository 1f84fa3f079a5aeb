import { Story } from '../story.ts';

/** The same story as a browser records it: what each text says comes after its response. */
export function readLater(story: Story): Story {
  const later = new Story(story.origin);
  for (const event of story.events) {
    if (event.kind !== 'response' || event.says === undefined) {
      later.add(event);
      continue;
    }
    const { says, ...response } = event;
    const { time, requestId, tabId, url } = event;
    later.add(response).add({ kind: 'says', time, requestId, tabId, url, source: 'body', says });
  }
  return later;
}
