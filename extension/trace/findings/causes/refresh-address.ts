/** Paths at which a client renews its tokens. */
export const REFRESH_PATH = /(?:^|[/_.-])(?:refresh|renew|token)(?:$|[/_.?;-])/i;

/** A refresh token goes along with other requests as well, and no server looks at it there. */
export const isRefreshToken = (name: string): boolean => /(?:^|[-_.])(?:refresh|rt(?:$|[-_.]))/i.test(name);
