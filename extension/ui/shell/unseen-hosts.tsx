import { useInspector } from '../model/inspector-context.ts';
import { Foreign } from '../parts/foreign.tsx';
import { Icon } from '../parts/icon.tsx';

/** So many hosts are named; the others are in the list's title and in the browser's question. */
const named = 3;

/**
 * Which hosts of the tab's page are not watched, with one button that watches them. It stands below the view: it may come
 * late, and no row must move for it.
 */
export function UnseenHosts() {
  const { text, unseen, files } = useInspector();
  const hosts = unseen.hosts.value.map(({ host }) => host);
  if (hosts.length === 0 || files.opened.value !== undefined) return null;
  const more = hosts.length - named;
  return (
    <section class="unseen" aria-label={text.say('unseenLabel')}>
      <Icon name="eye" />
      <span class="unseen-words" title={hosts.join(', ')}>
        <span class="unseen-lead">{text.say('unseenHosts')} </span>
        {hosts.slice(0, named).map((host, at) => (
          <span key={host}>
            {at > 0 && ', '}
            <b>
              <Foreign text={host} />
            </b>
          </span>
        ))}
        {more > 0 && ` ${text.plural('unseenMore', more)}`}
      </span>
      <button type="button" class="small" onClick={() => unseen.watch()}>
        {text.say('unseenWatch')}
      </button>
      <button
        type="button"
        class="bare"
        title={text.say('unseenPass')}
        aria-label={text.say('unseenPass')}
        onClick={() => unseen.pass()}
      >
        <Icon name="cross" />
      </button>
    </section>
  );
}
