import { type ComponentType, Fragment } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { useWorld } from '../model/world.ts';
import { languageChoiceId } from './language-choice.tsx';

/** Draws a page again whenever its language changes: what a component remembers of words would be in the old one. */
export function InLanguage({ page: Page }: { readonly page: ComponentType }) {
  const { text, host } = useWorld();
  const shown = host.language.shown.value;
  const before = useRef(shown);
  useLayoutEffect(() => {
    document.documentElement.lang = shown;
    if (before.current === shown) return;
    before.current = shown;
    // The choice was made in an element that is gone by now; its place goes on where it was.
    const choice = document.getElementById(languageChoiceId);
    choice?.closest<HTMLElement>('[popover]')?.showPopover();
    choice?.focus();
  }, [shown, text]);
  return (
    <Fragment key={shown}>
      <Page />
    </Fragment>
  );
}
