import type { BrowserCookie } from '../../cookies/browser-cookie.ts';
import { partitionText } from '../../cookies/cookie-identity.ts';
import type { MessageKey } from '../../trace/words/message-key.ts';
import { useWorld } from '../model/world.ts';
import { ExpiryFact, Fact } from '../parts/fact.tsx';
import { Foreign } from '../parts/foreign.tsx';

const sameSiteKeys: Readonly<Record<BrowserCookie['sameSite'], MessageKey>> = {
  no_restriction: 'sameSiteNone',
  lax: 'sameSiteLax',
  strict: 'sameSiteStrict',
  unspecified: 'sameSiteUnspecified',
};

/** All attributes of a cookie as the browser holds them. */
export function CookieFacts({ cookie }: { readonly cookie: BrowserCookie }) {
  const { text } = useWorld();
  const yesNo = (is: boolean): string => text.say(is ? 'yes' : 'no');
  const partition = partitionText(cookie.partitionKey);
  return (
    <>
      <Fact label="factDomain">
        <Foreign text={cookie.domain} />
      </Fact>
      <Fact label="factHostOnly">{text.say(cookie.hostOnly ? 'factHostOnlyYes' : 'factHostOnlyNo')}</Fact>
      <Fact label="factPath">
        <Foreign text={cookie.path} />
      </Fact>
      <ExpiryFact cookie={cookie} />
      <Fact label="factSecure">{yesNo(cookie.secure)}</Fact>
      <Fact label="factHttpOnly">{yesNo(cookie.httpOnly)}</Fact>
      <Fact label="factSameSite">{text.say(sameSiteKeys[cookie.sameSite])}</Fact>
      <Fact label="factPartitioned">{partition === '' ? text.say('no') : <Foreign text={partition} />}</Fact>
      <Fact label="factStore">
        <Foreign text={cookie.storeId} />
      </Fact>
    </>
  );
}
