import { isSignIn, isSignOut, redirectOf } from '../../model/answer-class.ts';
import { isSignInPath } from '../../model/sign-in-address.ts';
import { code } from '../../words/phrase.ts';
import type { Cause, FoundFinding } from '../cause.ts';
import { inTime } from '../evidence-of.ts';
import type { Moment } from '../site-view.ts';
import { standInThread } from './helpers.ts';

// A session without a cookie: its id stands in each address. ASP.NET writes `(S(id))`, with `F(ticket)` for who signed
// in; Java writes `;jsessionid=id`, PHP a parameter.

const IN_ADDRESS =
  /\/\(((?:[A-Z]\([\w.~-]{8,}\))+)\)(?=\/|$)|;jsessionid=([\w.!:+~-]{12,200})|[?&](?:PHPSESSID|zenid|oscsid)=([\w.,~-]{12,128})(?=&|#|$)/i;

/** How much of an address is searched, in characters. */
const LONGEST = 2_000;

/** What stands in an address for the session; undefined: nothing. */
function idIn(url: string): string | undefined {
  const found = IN_ADDRESS.exec(url.slice(0, LONGEST));
  return found?.[1] ?? found?.[2] ?? found?.[3];
}

/** A request without its id, which is worth the session. */
const named = ({ entry, path }: Moment) => code(`${entry.method} ${path.replace(IN_ADDRESS, '')}`);

/** What it is called in an address, or whose way it is to write it. */
function nameOf(url: string): string {
  const [all = ''] = IN_ADDRESS.exec(url.slice(0, LONGEST)) ?? [];
  return all[0] === '/' ? 'ASP.NET' : (/\w+/.exec(all)?.[0] ?? '');
}

interface Lost {
  readonly moment: Moment;
  readonly variant: 'left-out' | 'refused';
}

/** The last request that lost the session: it left out the id that stood in addresses before, or was led on with another. */
function lostAt(carriers: readonly Moment[], moments: readonly Moment[]): Lost | undefined {
  for (const moment of moments.toReversed()) {
    const { entry, index, origin } = moment;
    const before = carriers.findLast((carrier) => carrier.index < index && carrier.origin === origin);
    const target = redirectOf(entry);
    if (before === undefined || target === undefined || isSignIn(entry) || isSignOut(entry)) continue;
    const [sent, given, held] = [idIn(entry.url), idIn(target.href), idIn(before.entry.url)];
    const asks = isSignInPath(target.pathname);
    if (sent === undefined && given !== undefined && given !== held) return { moment, variant: 'left-out' };
    if (sent !== undefined && sent === held && ((given !== undefined && given !== sent) || asks))
      return { moment, variant: 'refused' };
  }
  return undefined;
}

export const cookieless = {
  code: 'cookieless',
  rank: 39,
  words: {
    title: 'findingCookieless',
    args: ['form', 'step', 'request'],
    variants: {
      'left-out': { title: 'findingCookielessLeftOut' },
      refused: { title: 'findingCookielessRefused' },
    },
  },
  find(view) {
    // Beside a cookie that goes along the address says no more than it does.
    if (view.threads.some(({ bySession }) => bySession.size > 0)) return [];
    const carriers = view.moments.filter(({ entry }) => idIn(entry.url) !== undefined);
    const last = carriers.at(-1);
    if (last === undefined) return [];
    const lost = lostAt(carriers, view.moments);
    const { moment, variant } = lost ?? { moment: last, variant: undefined };
    const before = carriers.findLast(({ index }) => index < moment.index);
    const found: FoundFinding = {
      ...(variant !== undefined && { variant }),
      kind: lost === undefined ? 'fault' : 'loss',
      certainty: variant === 'refused' ? 'concluded' : 'observed',
      time: moment.answered,
      thread: standInThread(view),
      params: { form: code(nameOf(last.entry.url)), step: moment.entry.step, request: named(moment) },
      evidence: inTime([
        lost && before && { entry: before.entry, code: 'sent' },
        { entry: moment.entry, code: lost === undefined ? 'sent' : 'redirected' },
      ]),
      remedy: 'id-in-cookie-only',
    };
    return [found];
  },
} as const satisfies Cause;
