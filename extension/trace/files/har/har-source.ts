import { recordOf, textOf } from '../json-value.ts';
import { type HarTool, harToolOf, type Requester, requesterOf } from './har-tools.ts';

/** Who wrote a HAR, and in which browser its requests were made. */
export interface HarSource {
  /** The tool and its version, as the file names them: `Playwright 1.65.1`. */
  readonly tool: string;
  /** Which tool that is, as far as it is known here. */
  readonly known: HarTool;
  /** Whose rules the verdicts follow. */
  readonly browser: 'chrome' | 'firefox';
  readonly browserVersion: string;
  /** What made the requests, as it is named on screen; absent where the file does not show it. */
  readonly product?: string;
  /** False: `product` is known, and its cookie rules are not: those of `browser` are not its own. */
  readonly rulesKnown: boolean;
  /** False for a command line, a library or an app, which shows no pages. */
  readonly isBrowser: boolean;
  /** False: the file does not show the browser, and Chrome's rules are assumed. */
  readonly browserKnown: boolean;
}

const LONGEST_NAME = 100;

function nameOf(value: unknown): string {
  return (textOf(recordOf(value)['name']) ?? '').slice(0, LONGEST_NAME);
}

function versionOf(value: unknown): string {
  return (textOf(recordOf(value)['version']) ?? '').slice(0, LONGEST_NAME);
}

/** Counts the User-Agents of a file's requests: of several programs behind a proxy the one that asked most speaks. */
export class UserAgents {
  readonly #counts = new Map<string, number>();

  add(userAgent: string): void {
    const known = this.#counts.get(userAgent);
    if (known === undefined && this.#counts.size >= 200) return;
    this.#counts.set(userAgent, (known ?? 0) + 1);
  }

  /** Those of browsers before others, the most frequent first. */
  get ranked(): string[] {
    const rank = ([agent, count]: readonly [string, number]): number =>
      count + (requesterOf(agent)?.rules === undefined ? 0 : 1e9);
    return [...this.#counts].sort((a, b) => rank(b) - rank(a)).map(([agent]) => agent);
  }
}

/** Safari gives its version as `Version/17.4`, and so did old web views of Chromium beside their own. */
function versionIn(userAgent: string): string {
  const found =
    /(?:firefox|chrome|chromium)\/([\d.]{1,40})/i.exec(userAgent) ?? /version\/([\d.]{1,40})/i.exec(userAgent);
  return found?.[1] ?? '';
}

function sourceFor(tool: string, known: HarTool, requester: Requester, version: string): HarSource {
  const { product, rules } = requester;
  return {
    tool,
    known,
    browser: rules ?? 'chrome',
    browserVersion: version,
    product,
    rulesKnown: rules !== undefined,
    isBrowser: requester.isBrowser ?? true,
    browserKnown: true,
  };
}

/**
 * What a file says of its origin: `log.browser` first, then the tool that is a browser itself or an API client, then
 * the User-Agents, for a proxy sees any browser.
 *
 * @param creator `log.creator`
 * @param browser `log.browser`
 */
export function harSourceOf(creator: unknown, browser: unknown, userAgents: UserAgents): HarSource {
  const creatorName = nameOf(creator);
  const known = harToolOf(creatorName);
  const tool = [creatorName, versionOf(creator)].filter(Boolean).join(' ');
  const agents = userAgents.ranked;
  const byName = requesterOf(nameOf(browser)) ?? (known.sees === 'proxy' ? undefined : requesterOf(creatorName));
  if (byName !== undefined) {
    const own = known.id === 'firefox' ? versionOf(creator) : '';
    const version = versionOf(browser) || own || versionIn(agents[0] ?? '');
    return sourceFor(tool, known, byName, version);
  }
  for (const agent of agents) {
    const requester = requesterOf(agent);
    if (requester !== undefined) return sourceFor(tool, known, requester, versionIn(agent));
  }
  return { tool, known, browser: 'chrome', browserVersion: '', rulesKnown: true, isBrowser: true, browserKnown: false };
}
