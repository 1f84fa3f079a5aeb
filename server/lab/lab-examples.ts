/** A ready example of the lab: what to send, from where, and what browsers make of it. */
export type LabExample = {
  readonly title: string;
  /** The set-cookie-string; `\xNN` stands for one octet. */
  readonly line: string;
  /** A key of `PLACES`. */
  readonly from: string;
  /** A key of `PLACES` to look from afterwards, where that is another one. */
  readonly lookFrom?: string;
  /** What happens and why, in one sentence. */
  readonly why: string;
};

export type LabExampleGroup = { readonly title: string; readonly examples: readonly LabExample[] };

const LARGE = 'x'.repeat(4_096);
const LONG_PATH = `/${'p'.repeat(1_024)}`;
const PLANTED_ID = 'A'.repeat(43);

/** Every way in which browsers refuse a cookie or do not send it that can be shown on localhost. Steps: RFC 6265bis 5.7, 5.8.3. */
export const EXAMPLES: readonly LabExampleGroup[] = [
  {
    title: 'Kept',
    examples: [
      {
        title: 'A plain cookie',
        line: 'lab=plain',
        from: 'same',
        why: 'Kept until the browser closes, for this host and /lab.',
      },
      {
        title: 'A good session cookie',
        line: 'lab=good; Path=/; Secure; HttpOnly; SameSite=Lax',
        from: 'same',
        why: 'Kept; Secure is fine on http://localhost, which browsers trust.',
      },
      {
        title: 'A prefix that is honoured',
        line: '__Host-lab=1; Path=/; Secure; HttpOnly; SameSite=Lax',
        from: 'same',
        why: 'Kept: __Host- has its Secure, its Path=/ and no Domain.',
      },
      {
        title: 'An attribute that is too long',
        line: `lab=1; Path=${LONG_PATH}`,
        from: 'same',
        why: 'Kept, but without its Path: attribute values over 1,024 octets are ignored.',
      },
      {
        title: 'A partitioned cookie in a frame',
        line: 'lab=chips; Path=/; Secure; SameSite=None; Partitioned',
        from: 'cross-frame',
        why: 'Kept in a jar of its own for frames under this site, even where third-party cookies are blocked.',
      },
    ],
  },
  {
    title: 'Refused for what it says',
    examples: [
      {
        title: 'Somebody else’s domain',
        line: 'lab=1; Domain=example.com',
        from: 'same',
        why: 'Refused: the Domain does not cover this host.',
      },
      {
        title: 'SameSite=None without Secure',
        line: 'lab=1; SameSite=None',
        from: 'same',
        why: 'Refused: None is only for Secure cookies.',
      },
      {
        title: 'Partitioned without Secure',
        line: 'lab=1; Path=/; Partitioned',
        from: 'same',
        why: 'Refused: Partitioned is only for Secure cookies.',
      },
      {
        title: '__Secure- without Secure',
        line: '__Secure-lab=1',
        from: 'same',
        why: 'Refused: the prefix promises what the attributes do not keep.',
      },
      {
        title: '__Host- without Path=/',
        line: '__Host-lab=1; Secure; Path=/lab',
        from: 'same',
        why: 'Refused: __Host- needs Path=/.',
      },
      {
        title: '__Http- without HttpOnly',
        line: '__Http-lab=1; Secure; Path=/',
        from: 'same',
        why: 'Refused by browsers that know the prefix: it needs HttpOnly.',
      },
      {
        title: 'A prefix hidden in the value',
        line: '=__Host-lab=1',
        from: 'same',
        why: 'Refused: a cookie without a name may not pretend to have a prefix.',
      },
      {
        title: 'A control character',
        line: 'lab=a\\x01b',
        from: 'same',
        why: 'Refused: octets 00 to 1F but TAB, and 7F, spoil the whole line.',
      },
      { title: 'A TAB in the value', line: 'lab=a\\x09b', from: 'same', why: 'Chrome refuses it, Firefox keeps it.' },
      {
        title: 'Too large',
        line: `lab=${LARGE}`,
        from: 'same',
        why: 'Refused: name and value together may have 4,096 octets.',
      },
      { title: 'Nothing at all', line: '=', from: 'same', why: 'Refused: neither name nor value.' },
      { title: 'Already over', line: 'lab=1; Max-Age=0', from: 'same', why: 'Removes the cookie, if there is one.' },
    ],
  },
  {
    title: 'Refused for where it comes from',
    examples: [
      {
        title: 'Lax from another site',
        line: 'lab=lax; Path=/; SameSite=Lax',
        from: 'cross-fetch',
        why: 'Refused: only SameSite=None may be set from another site’s page.',
      },
      {
        title: 'Unspecified, in a frame',
        line: 'lab=default; Path=/',
        from: 'cross-frame',
        why: 'Chrome refuses it (Lax by default); Firefox keeps it in a partition.',
      },
      {
        title: 'Third party, as it should be',
        line: 'lab=none; Path=/; Secure; SameSite=None',
        from: 'cross-fetch',
        why: 'Up to the browser’s setting for third-party cookies.',
      },
      {
        title: 'Without credentials',
        line: 'lab=omit; Path=/',
        from: 'omit',
        why: 'Not kept: the fetch asked for no credentials.',
      },
      {
        title: 'HttpOnly by a script',
        line: 'lab=script; HttpOnly',
        from: 'script',
        why: 'Refused: scripts may not set what they may not read.',
      },
      {
        title: 'For the parent, by a subdomain',
        line: 'lab=up; Domain=localhost; Path=/',
        from: 'sibling',
        why: 'Refused: localhost is treated as a public suffix.',
      },
    ],
  },
  {
    title: 'Kept, but not sent',
    examples: [
      {
        title: 'Another path',
        line: 'lab=path; Path=/elsewhere',
        from: 'same',
        why: 'Kept, but not sent to /lab: the path does not match.',
      },
      {
        title: 'Another host',
        line: 'lab=sibling; Path=/; Secure; SameSite=None',
        from: 'sibling',
        lookFrom: 'same',
        why: 'Host-only: what a.localhost set is not sent to localhost.',
      },
      {
        title: 'Strict, coming from another site',
        line: 'lab=strict; Path=/; SameSite=Strict',
        from: 'same',
        lookFrom: 'cross-link',
        why: 'Kept, but not sent when a page of another site leads here.',
      },
      {
        title: 'Lax, in a frame',
        line: 'lab=lax; Path=/; SameSite=Lax',
        from: 'cross-redirect',
        lookFrom: 'cross-frame',
        why: 'Kept by 127.0.0.1 on its own page, but not sent when it is framed here.',
      },
      {
        title: 'Out of date',
        line: 'lab=brief; Path=/; Max-Age=3',
        from: 'same',
        why: 'Sent now, not in three seconds: look again.',
      },
      {
        title: 'Hidden from scripts',
        line: 'lab=hidden; Path=/; HttpOnly',
        from: 'same',
        lookFrom: 'script',
        why: 'Sent to the server, but not in document.cookie.',
      },
    ],
  },
  {
    title: 'Kept by the browser, not believed by the server',
    examples: [
      {
        title: 'A planted session id',
        line: `sid=${PLANTED_ID}; Path=/; HttpOnly; SameSite=Lax`,
        from: 'same',
        why: 'Visit the counter: an unknown id is never adopted, a new session replaces it (session fixation fails).',
      },
      {
        title: 'Two session cookies',
        line: 'sid=stray; Path=/lab',
        from: 'same',
        why: 'Under /lab the browser now sends two cookies named sid; the server believes neither.',
      },
    ],
  },
];
