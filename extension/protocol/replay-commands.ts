import type { WhyNot } from '../trace/model/why-not.ts';
import type { ChangeResult } from './change-result.ts';

/** A request that is to be sent again. */
export interface ReplayInput {
  /** The tab that sent it. */
  readonly tabId: number;
  readonly method: string;
  readonly url: string;
  /** The page that sent it, by its URL: the tab must still be on that page's site. */
  readonly page: string;
}

/** The page that would send a request again, or why none can. */
export type ReplayPlace = { readonly page: string } | { readonly why: WhyNot };

/** The commands about requests that are sent again. */
export interface ReplayCommands {
  /** From where a request would go out now. */
  'replay-place': { input: ReplayInput; output: ReplayPlace };
  /** Sends it from the tab's page, with the cookies that the browser has for it now. */
  'replay-request': {
    input: ReplayInput & {
      /** The id of the entry that is sent again. */
      readonly entry: number;
    };
    output: ChangeResult;
  };
}
