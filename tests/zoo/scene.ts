import type { Apps } from './apps/apps.ts';
import type { Servers } from './network.ts';
import type { Stage } from './visitor.ts';

/** How a scene is run: simulated in Node with and without a jar, or live in a browser and through the HAR that it makes. */
export const RUNS = ['story', 'story-har', 'chromium', 'chromium-har', 'firefox', 'firefox-har'] as const;

export type Run = (typeof RUNS)[number];

/** What a healthy scene is answered: anything but a loss or a fault. */
export const NOTHING_WRONG = 'nothing wrong';

/** One application with one cause of trouble, or with none, and a visit to it. */
export interface Scene {
  /** Kebab-case; its site is `<id>.test` where `site` names no other. */
  readonly id: string;
  /** What happens, for the table. */
  readonly title: string;
  /** What serves it: Node, or a framework. */
  readonly on: string;
  readonly isHealthy: boolean;
  /** The site that is asked about. */
  readonly site: string;
  /** The answer's `code` or `code/variant`; for healthy ones `NOTHING_WRONG`. */
  readonly expects: string;
  /** Where a run can know more or less than the others, or a browser has rules of its own. */
  readonly but?: Readonly<Partial<Record<Run, string>>>;
  /** A hint that must be among the findings. */
  readonly hint?: string;
  /** Hosts that Sidtrail may not watch. */
  readonly unwatched?: readonly string[];
  /** Whether the browser lets third-party cookies through. */
  readonly thirdPartyCookies: 'allowed' | 'blocked';
  /** Its servers by origin, the application's first; new ones at each call. */
  readonly servers: (apps: Apps) => Servers;
  /** Every origin of `servers`. */
  readonly origins: readonly string[];
  readonly visit: (stage: Stage) => Promise<void>;
}

type Described = Omit<Scene, 'id' | 'isHealthy' | 'site' | 'origins' | 'thirdPartyCookies' | 'on' | 'expects'> &
  Partial<Pick<Scene, 'site' | 'thirdPartyCookies' | 'on'>> & {
    /** Origins beside the application's own. */
    readonly also?: readonly string[];
    /** The application's origin; `https://<id>.test` unless named. */
    readonly origin?: string;
  };

function scene(id: string, isHealthy: boolean, expects: string, described: Described): Scene {
  const { also = [], origin = `https://${id}.test`, ...rest } = described;
  return {
    id,
    isHealthy,
    expects,
    on: 'Node',
    site: new URL(origin).hostname.split('.').slice(-2).join('.'),
    thirdPartyCookies: 'allowed',
    origins: [origin, ...also],
    ...rest,
  };
}

/** An application with a fault, and the answer that names it. */
export function fault(id: string, expects: string, described: Described): Scene {
  return scene(id, false, expects, described);
}

/** An application without a fault: no loss and no fault may be claimed of it. */
export function healthy(id: string, described: Described): Scene {
  return scene(id, true, NOTHING_WRONG, described);
}

/** What a scene must be answered in a run. */
export function expectedIn({ expects, but }: Scene, run: Run): string {
  return but?.[run] ?? expects;
}
