/**
 * How long a session must have been without a request for a server to have forgotten it, in ms: the shortest timeouts in use
 * are five minutes.
 */
export const IDLE = 4 * 60 * 1000;
