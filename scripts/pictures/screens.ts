import type { Page } from '@playwright/test';

/** A screen of the extension, on the plain page that its own tests mount it on. */
export interface Screen {
  /** A scene of `tests/ui/page/scenes.ts`. */
  readonly scene: string;
  /** Absent: the inspector, on the surface that a size stands for. */
  readonly page?: 'popup' | 'options' | 'welcome' | 'help';
  /** What is opened in it before the picture. Roles and classes alone: the words are those of any language. */
  readonly open?: (page: Page) => Promise<void>;
}

const view = (index: number) => (page: Page) => page.locator('.views button').nth(index).click();
const row = (page: Page, text: string) => page.locator('tbody .row').filter({ hasText: text }).first();

/** Every screen, by the name of its sheet. To see another one, add a record. */
export const SCREENS: Readonly<Record<string, Screen>> = {
  requests: { scene: 'everything' },
  'requests-short': { scene: 'lesson' },
  'requests-sessions': { scene: 'sessions-330' },
  'requests-faults': { scene: 'faults' },
  details: { scene: 'everything', open: (page) => row(page, '/refused').click() },
  'row-menu': { scene: 'everything', open: (page) => row(page, '/missing').click({ button: 'right' }) },
  settings: { scene: 'everything', open: (page) => page.locator('.bar [popovertarget]').first().click() },
  'unseen-hosts': { scene: 'unseen-hosts' },
  lesson: { scene: 'lesson', open: view(1) },
  cookies: { scene: 'cookies-40', open: view(2) },
  'cookies-form': {
    scene: 'cookies-40',
    open: async (page) => {
      await view(2)(page);
      await row(page, 'theme').click();
    },
  },
  files: { scene: 'everything', open: view(3) },
  'no-permission': { scene: 'no-permission' },
  impossible: { scene: 'impossible' },
  nothing: { scene: 'nothing' },
  paused: { scene: 'paused-with-rows' },
  popup: { scene: 'everything', page: 'popup' },
  'popup-no-permission': { scene: 'no-permission', page: 'popup' },
  'popup-impossible': { scene: 'impossible', page: 'popup' },
  'popup-paused': { scene: 'paused-with-rows', page: 'popup' },
  options: { scene: 'lesson', page: 'options' },
  welcome: { scene: 'lesson', page: 'welcome' },
  help: { scene: 'lesson', page: 'help' },
};

/** A size of a window, and the surface that usually has it. */
export interface Size {
  readonly width: number;
  readonly height: number;
  readonly surface: 'side-panel' | 'devtools' | 'tab';
}

/** Sidebars, a small window, DevTools docked in both browsers, and usual windows; px. */
export const SIZES: readonly Size[] = [
  { width: 252, height: 700, surface: 'side-panel' },
  { width: 360, height: 700, surface: 'side-panel' },
  { width: 800, height: 700, surface: 'tab' },
  { width: 1024, height: 700, surface: 'tab' },
  { width: 1024, height: 391, surface: 'devtools' },
  { width: 1280, height: 280, surface: 'devtools' },
  { width: 1280, height: 800, surface: 'tab' },
  { width: 1920, height: 1080, surface: 'tab' },
];

/** What a popup is drawn at: browsers give it the width that it asks for. */
export const POPUP_SIZES: readonly Size[] = [{ width: 380, height: 600, surface: 'tab' }];
