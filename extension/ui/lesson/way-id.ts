/** The ways to learn, in the order in which they are offered. */
export const wayIds = ['watch', 'read', 'do', 'predict', 'browser', 'server', 'fix', 'quiz', 'teach'] as const;
export type WayId = (typeof wayIds)[number];

/** The parts of the way "watch": side by side where there is room, one at a time where not. */
export type WatchPart = 'table' | 'flow' | 'code' | 'variables' | 'moments';
