/** The drawings of the icons, on a grid of 16, stroked in the colour of the text around them. */
export const iconPaths = {
  plus: 'M8 3.5v9M3.5 8h9',
  arrow: 'M3 8h9.5M9 4.5 12.5 8 9 11.5',
  rotate: 'M13 8a5 5 0 1 1-1.6-3.7M13 2.5V5h-2.5',
  swap: 'M3 5.5h9M9.5 3 12 5.5 9.5 8M13 10.5H4M6.5 8 4 10.5 6.5 13',
  stop: 'M5 5h6v6H5z',
  refuse: 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM4.2 4.2l7.6 7.6',
  withhold: 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM5 8h6',
  dot: 'M8 7.5v1',
  wait: 'M4 8v.01M8 8v.01M12 8v.01',
  cross: 'M4.5 4.5l7 7M11.5 4.5l-7 7',
  box: 'M3 5.5 8 3l5 2.5v5L8 13l-5-2.5zM3 5.5 8 8l5-2.5M8 8v5',
  cut: 'M4.5 10a1.8 1.8 0 1 0 0 3.5 1.8 1.8 0 0 0 0-3.5zM11.5 10a1.8 1.8 0 1 0 0 3.5 1.8 1.8 0 0 0 0-3.5zM5.5 10.2 11 2.5M10.5 10.2 5 2.5',
  clock: 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM8 5v3.2l2 1.3',
  pause: 'M6 4v8M10 4v8',
  record: 'M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6z',
  eye: 'M1.8 8S4 4 8 4s6.2 4 6.2 4S12 12 8 12 1.8 8 1.8 8zM8 6.5a1.5 1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3z',
  check: 'M3.5 8.5 6.5 11.5 12.5 5',
  back: 'M12.5 8H3.5M7 4.5 3.5 8 7 11.5',
  down: 'M8 3.5v9M4.5 9 8 12.5 11.5 9',
  caret: 'M4.5 6.5 8 10l3.5-3.5',
  keyboard: 'M2.5 4.5h11v7h-11zM5 7v.01M8 7v.01M11 7v.01M5.5 9.5h5',
  panel: 'M2.5 3.5h11v9h-11zM9.5 3.5v9',
  window: 'M9 3.5h3.5V7M12.5 3.5 7.5 8.5M6.5 4h-3v8.5H12v-3',
  search: 'M7 3a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM10 10l3 3',
} as const;

export type IconName = keyof typeof iconPaths;
