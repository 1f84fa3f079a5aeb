/** The pages of the extension that are linked from others, as paths from its root. */
export const pages = {
  welcome: '/extension/surfaces/welcome/welcome.html',
  help: '/extension/surfaces/help/help.html',
  settings: '/extension/surfaces/options/options.html',
  inspector: '/extension/surfaces/tab/tab.html',
  sample: '/extension/surfaces/tab/tab.html?sample',
  lesson: '/extension/surfaces/tab/tab.html?lesson',
} as const;

export type PageName = keyof typeof pages;
