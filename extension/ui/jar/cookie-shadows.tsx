import { identityKey } from '../../cookies/cookie-identity.ts';
import type { JarRow } from '../../trace/jar/jar-rows.ts';
import { useWorld } from '../model/world.ts';
import { Foreign } from '../parts/foreign.tsx';
import { Term } from '../parts/term.tsx';
import { useJarEditor } from './jar-editor-context.ts';

/** Links to the cookies of the same name that are sent together with this one. */
export function CookieShadows({ row: { shadow } }: { readonly row: JarRow }) {
  const { text } = useWorld();
  const jarEditor = useJarEditor();
  if (shadow === undefined) return null;
  const others = [
    ...shadow.behind.map((cookie) => ({ cookie, say: 'jarShadowBehind' as const })),
    ...shadow.before.map((cookie) => ({ cookie, say: 'jarShadowBefore' as const })),
  ];
  return (
    <section>
      <h3>
        <Term word="shadowed">{text.say('jarShadowTitle')}</Term>
      </h3>
      <p class="dim">{text.say('jarShadowWhat')}</p>
      <ul class="plain">
        {others.map(({ cookie, say }) => (
          <li key={identityKey(cookie)}>
            {text.say(say)}{' '}
            <button
              type="button"
              class="link"
              onClick={() => {
                jarEditor.pane.value = { kind: 'cookie', key: identityKey(cookie) };
              }}
            >
              <Foreign text={`${cookie.domain} ${cookie.path}`} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
