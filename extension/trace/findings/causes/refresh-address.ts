/** Paths at which a client renews its tokens. */
export const REFRESH_PATH = /(?:^|[/_.-])(?:refresh|renew|token)(?:$|[/_.?;-])/i;
