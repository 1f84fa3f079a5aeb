import type { Signal } from '@preact/signals-core';
import type { MessageKey } from '../../trace/words/message-key.ts';
import type { DetailsChoice } from '../model/details-place.ts';
import { useInspector } from '../model/inspector-context.ts';
import type { Density, TextSize, Theme } from '../model/layout-model.ts';
import { type PageName, pages } from '../model/pages.ts';
import { LanguageChoice, languageChoiceId } from '../parts/language-choice.tsx';
import { OpenTabButton } from '../parts/open-tab-button.tsx';
import '../styles/menu.css';
import { MenuColumns } from './menu-columns.tsx';
import { MenuSort } from './menu-sort.tsx';

const densities: Readonly<Record<Density, MessageKey>> = {
  auto: 'densityAuto',
  compact: 'densityCompact',
  roomy: 'densityRoomy',
};
const places: Readonly<Record<DetailsChoice, MessageKey>> = {
  auto: 'detailsAuto',
  beside: 'detailsBeside',
  below: 'detailsBelow',
};
const sizes: Readonly<Record<TextSize, MessageKey>> = {
  small: 'textSizeSmall',
  usual: 'textSizeUsual',
  large: 'textSizeLarge',
  largest: 'textSizeLargest',
};
const themes: Readonly<Record<Theme, MessageKey>> = {
  'light dark': 'themeSystem',
  light: 'themeLight',
  dark: 'themeDark',
};

/** Plain links open these pages from every surface of both browsers. */
const links: readonly (readonly [PageName, MessageKey])[] = [
  ['help', 'help'],
  ['settings', 'optionsTitle'],
  ['welcome', 'welcomeTitle'],
];

interface LayoutMenuBodyProps {
  readonly onKeys: () => void;
}

/** What is in the menu of the bar: how the surface looks, which columns it shows, keys and settings. */
export function LayoutMenuBody({ onKeys }: LayoutMenuBodyProps) {
  const { text, layout, openSample } = useInspector();
  return (
    <>
      <Choice label="densityLabel" of={densities} chosen={layout.density} />
      <Choice label="detailsLabel" of={places} chosen={layout.details} />
      <Choice label="textSizeLabel" of={sizes} chosen={layout.textSize} />
      <Choice label="themeLabel" of={themes} chosen={layout.theme} />
      <label class="menu-choice" for={languageChoiceId}>
        <span>{text.say('languageLabel')}</span>
        <LanguageChoice />
      </label>
      <MenuSort />
      <MenuColumns />
      <div class="menu-links">
        <button type="button" popovertarget="layout-menu" popovertargetaction="hide" onClick={onKeys}>
          {text.say('keysTitle')}
        </button>
        <OpenTabButton worded />
        <button type="button" popovertarget="layout-menu" popovertargetaction="hide" onClick={() => void openSample()}>
          {text.say('sampleOpen')}
        </button>
        {links.map(([page, label]) => (
          <a key={page} href={pages[page]} target="_blank" rel="noreferrer">
            {text.say(label)}
          </a>
        ))}
      </div>
    </>
  );
}

interface ChoiceProps<Value extends string> {
  readonly label: MessageKey;
  readonly of: Readonly<Record<Value, MessageKey>>;
  readonly chosen: Signal<Value>;
}

function Choice<Value extends string>({ label, of, chosen }: ChoiceProps<Value>) {
  const { text } = useInspector();
  const values = Object.keys(of) as Value[];
  return (
    <label class="menu-choice">
      <span>{text.say(label)}</span>
      <select
        value={chosen.value}
        onChange={(event) => {
          const value = values[event.currentTarget.selectedIndex];
          if (value !== undefined) chosen.value = value;
        }}
      >
        {values.map((value) => (
          <option key={value} value={value}>
            {text.say(of[value])}
          </option>
        ))}
      </select>
    </label>
  );
}
