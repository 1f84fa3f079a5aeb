import { BODY_SAYS, type BodySays } from '../../model/body-says.ts';
import { CREDENTIALS, type Credential } from '../../model/credential.ts';
import type { TraceEvent } from '../../model/event.ts';
import { numberOf, recordOf, textOf } from '../json-value.ts';
import {
  type Check,
  list,
  number,
  oneOf,
  optional,
  place,
  type Shape,
  shape,
  text,
  texts,
  time,
  WRONG,
} from '../trace-file/value-checks.ts';

/** The kinds of events of one exchange. */
export type ExchangeKind = 'request' | 'response' | 'completed' | 'failed';

/** An event's place in the log (`n`) and its time in ms since 1970, which HAR's own members cannot hold. */
export type EventMark = readonly [n: number, time: number];

/** What Sidtrail writes of an entry beside HAR's members, in `_sidtrail`: with it the events come back as they were. */
export interface OwnMembers {
  readonly requestId: string;
  readonly frameId: number;
  readonly request?: EventMark | undefined;
  readonly response?: EventMark | undefined;
  readonly completed?: EventMark | undefined;
  readonly failed?: EventMark | undefined;
  readonly statusLine?: string | undefined;
  readonly says?: BodySays | undefined;
  readonly credential?: Credential | undefined;
  readonly ancestors?: readonly string[] | undefined;
  readonly suffixes?: Readonly<Record<string, string>> | undefined;
}

/** The same with what stands in the entry's other members of ours. */
export interface OwnEntry extends OwnMembers {
  readonly tabId: number;
  readonly storeId: string;
  readonly type: string;
  readonly topUrl?: string;
  readonly initiator?: string;
}

const mark: Check<EventMark> = (value) => {
  if (!Array.isArray(value) || value.length !== 2) return WRONG;
  const n = place(value[0]);
  const at = time(value[1]);
  return n === WRONG || at === WRONG ? WRONG : [n, at];
};

const SHAPE: Shape<OwnMembers> = {
  requestId: text,
  frameId: number,
  request: optional(mark),
  response: optional(mark),
  completed: optional(mark),
  failed: optional(mark),
  statusLine: optional(text),
  says: optional(oneOf(...BODY_SAYS)),
  credential: optional(oneOf(...CREDENTIALS)),
  ancestors: optional(list(text)),
  suffixes: optional(texts),
};

const members = shape<OwnMembers>(SHAPE);

/**
 * What Sidtrail wrote of an entry; undefined where it wrote nothing, or where that was changed.
 *
 * @param entry `log.entries[i]`
 */
export function ownEntryOf(entry: Readonly<Record<string, unknown>>): OwnEntry | undefined {
  if (entry['_sidtrail'] === undefined) return undefined;
  const own = members(recordOf(entry['_sidtrail']));
  const tabId = numberOf(entry['_tabId']);
  const storeId = textOf(entry['_storeId']);
  const type = textOf(entry['_resourceType']);
  if (own === WRONG || tabId === undefined || storeId === undefined || type === undefined) return undefined;
  const topUrl = textOf(entry['_topUrl']);
  const initiator = textOf(entry['_initiatorUrl']);
  return {
    ...own,
    tabId,
    storeId,
    type,
    ...(topUrl !== undefined && { topUrl }),
    ...(initiator !== undefined && { initiator }),
  };
}

/** The kinds of events that are no part of an exchange. */
export type OtherEvent = Exclude<TraceEvent, { readonly kind: ExchangeKind }>;

export function isOther(event: TraceEvent): event is OtherEvent {
  switch (event.kind) {
    case 'request':
    case 'response':
    case 'completed':
    case 'failed':
      return false;
    case 'cookie-changed':
    case 'jar':
    case 'user-change':
    case 'replay':
    case 'count':
    case 'says':
    case 'navigation':
    case 'started':
    case 'recording':
    case 'dropped':
    case 'lost':
    case 'permission':
      return true;
  }
}
