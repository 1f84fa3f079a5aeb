import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Side } from '../../extension/protocol/side.ts';
import { turns } from '../protocol/log-kit.ts';
import type { FakeBrowser, FakeTab } from './fake/fake-browser.ts';
import { View } from './fake/view.ts';

/** What the user should see. */
export interface Expected {
  recording: boolean;
  siteOn: boolean;
  /** The paths of the requests that are shown. */
  paths: string[];
  /** Those that the last clear took away, while it can be undone. */
  cleared: string[] | undefined;
  visits: number;
}

/** What the user has before them: a browser and an open view. */
export interface Real {
  readonly browser: FakeBrowser;
  readonly tab: FakeTab;
  readonly view: View;
  /** The side of the tab and of the view. */
  readonly side: Side;
}

type Command = fc.AsyncCommand<Expected, Real>;

/** What the open view shows, what a new one shows, and what the background does: the same, and what is expected. */
export async function check(expected: Expected, { browser, view, side }: Real): Promise<void> {
  await turns(80);
  const opened = new View(browser, side);
  await turns(20);
  opened.close();
  for (const [name, shown] of Object.entries({ open: view, new: opened })) {
    assert.equal(shown.caughtUp, true, `the ${name} view has caught up`);
    assert.equal(shown.trace.recording, expected.recording, `what the button of the ${name} view shows`);
    assert.deepEqual(shown.paths, expected.paths, `the requests that the ${name} view shows`);
  }
  if (!browser.isAlive) return;
  const listens = browser.listeners('webRequest.onSendHeaders') > 0;
  assert.equal(listens, expected.recording && expected.siteOn, 'whether requests are listened to');
}

abstract class Step implements Command {
  abstract readonly name: string;
  check(_: Readonly<Expected>): boolean {
    return true;
  }
  protected abstract act(expected: Expected, real: Real): Promise<void> | void;
  async run(expected: Expected, real: Real): Promise<void> {
    await this.act(expected, real);
    await check(expected, real);
  }
  toString(): string {
    return this.name;
  }
}

class PressRecord extends Step {
  readonly name = 'press the record button';
  async act(expected: Expected, { browser, view, side }: Real): Promise<void> {
    await browser.send('set-recording', { on: !view.trace.recording }, side);
    expected.recording = !expected.recording;
  }
}

class Visit extends Step {
  readonly name = 'visit';
  act(expected: Expected, { browser, tab }: Real): void {
    const path = `/${++expected.visits}`;
    browser.visit({ tab, path, sets: { sid: String(expected.visits).repeat(40) } });
    if (expected.recording && expected.siteOn) expected.paths.push(path);
  }
}

class Clear extends Step {
  readonly name = 'clear';
  async act(expected: Expected, { browser, side }: Real): Promise<void> {
    await browser.send('clear-trace', {}, side);
    // A second press takes nothing away for good.
    if (expected.paths.length > 0) expected.cleared = expected.paths;
    expected.cleared ??= [];
    expected.paths = [];
  }
}

class UndoClear extends Step {
  readonly name = 'undo the clear';
  async act(expected: Expected, { browser, side }: Real): Promise<void> {
    const { ok } = await browser.send('undo-clear', {}, side);
    assert.equal(ok, expected.cleared !== undefined);
    if (expected.cleared === undefined) return;
    expected.paths = [...expected.cleared, ...expected.paths];
    expected.cleared = undefined;
  }
}

class Stop extends Step {
  readonly name = 'the idle background stops';
  async act(_: Expected, { browser }: Real): Promise<void> {
    await turns(80);
    browser.kill();
  }
}

class SwitchSite extends Step {
  readonly name = 'turn the site off or on';
  async act(expected: Expected, { browser }: Real): Promise<void> {
    expected.siteOn = !expected.siteOn;
    await browser.send('change-site', { site: 'localhost', change: { on: expected.siteOn ? null : false } });
  }
}

class Wait extends Step {
  readonly name = 'a minute passes';
  act(expected: Expected, { browser }: Real): void {
    browser.pass(62_000);
    expected.cleared = undefined;
  }
}

/** In the middle of something the background is killed: whether it was done is left open, but all must agree on it. */
class Killed extends Step {
  readonly name: string;
  readonly #begin: (real: Real, path: string) => unknown;
  readonly #after: number;
  constructor(name: string, after: number, begin: (real: Real, path: string) => unknown) {
    super();
    this.name = `killed ${after} turns after: ${name}`;
    this.#begin = begin;
    this.#after = after;
  }
  async act(expected: Expected, real: Real): Promise<void> {
    void this.#begin(real, `/${++expected.visits}`);
    await turns(this.#after);
    real.browser.kill();
    await turns(80);
    const now = new View(real.browser, real.side);
    await turns(20);
    now.close();
    expected.recording = now.trace.recording;
    expected.paths = now.paths;
    expected.cleared = undefined;
    // What a clear took away must not be half gone: undone or not, later checks would show it.
    real.browser.pass(62_000);
  }
}

/** What happened when the background was killed, in turns of its calls to the browser. */
const moments = fc.integer({ min: 0, max: 12 });

/** Random things that a user and a browser do. */
export const steps = fc.commands(
  [
    fc.constant(new PressRecord()),
    fc.constant(new Visit()),
    fc.constant(new Clear()),
    fc.constant(new UndoClear()),
    fc.constant(new Stop()),
    fc.constant(new SwitchSite()),
    fc.constant(new Wait()),
    moments.map(
      (after) =>
        new Killed('press the record button', after, ({ browser, view, side }) =>
          browser.send('set-recording', { on: !view.trace.recording }, side),
        ),
    ),
    moments.map((after) => new Killed('clear', after, ({ browser, side }) => browser.send('clear-trace', {}, side))),
    moments.map(
      (after) => new Killed('undo the clear', after, ({ browser, side }) => browser.send('undo-clear', {}, side)),
    ),
    moments.map((after) => new Killed('visit', after, ({ browser, tab }, path) => browser.visit({ tab, path }))),
  ],
  { maxCommands: 25 },
);
