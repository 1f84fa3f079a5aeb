type Listener = (...args: never[]) => unknown;

/** The events of the API, and who listens to each. */
export class FakeEvents {
  readonly #listeners = new Map<string, Map<Listener, { readonly urls?: readonly string[] }>>();

  /** An event object of the API. */
  event(name: string) {
    const listeners = new Map<Listener, { readonly urls?: readonly string[] }>();
    this.#listeners.set(name, listeners);
    return {
      addListener: (listener: Listener, filter: { readonly urls?: readonly string[] } = {}): void => {
        listeners.set(listener, filter);
      },
      removeListener: (listener: Listener): void => void listeners.delete(listener),
      hasListener: (listener: Listener): boolean => listeners.has(listener),
    };
  }

  /** Calls those who listen; @returns what they answered */
  dispatch(name: string, url: string | undefined, args: readonly unknown[]): unknown[] {
    return this.#heard(name, url).map((listener) => (listener as (...all: unknown[]) => unknown)(...args));
  }

  /** Whether anyone listens to this. */
  isHeard(name: string, url: string | undefined): boolean {
    return this.#heard(name, url).length > 0;
  }

  #heard(name: string, url: string | undefined): Listener[] {
    const fits = ({ urls }: { readonly urls?: readonly string[] }): boolean =>
      url === undefined || urls === undefined || urls.some((pattern) => matches(pattern, url));
    return [...(this.#listeners.get(name) ?? [])].filter(([, filter]) => fits(filter)).map(([listener]) => listener);
  }

  /** How many listen. */
  count(name: string): number {
    return this.#listeners.get(name)?.size ?? 0;
  }
}

/** Whether a URL fits a match pattern. */
export function matches(pattern: string, url: string): boolean {
  const [, scheme = '', host = ''] = /^(\*|[a-z]+):\/\/([^/]*)\//.exec(pattern) ?? [];
  const { protocol, hostname } = new URL(url);
  const named = protocol.slice(0, -1);
  if (scheme === '*' ? !/^https?$/.test(named) : scheme !== named) return false;
  if (host === '*') return true;
  return host.startsWith('*.') ? hostname === host.slice(2) || hostname.endsWith(host.slice(1)) : hostname === host;
}
