/**
 * Sites that count visits, advertise, watch for faults or chat, by the last two labels of their hosts: that one of them refuses
 * what a page sends says nothing of whether somebody is signed in there. The names are those of the products in
 * `cookies/names/data/visitors.ts`.
 */
const MEASURING: ReadonlySet<string> = new Set(
  (
    'google-analytics.com googletagmanager.com googlesyndication.com doubleclick.net googleadservices.com ' +
    'clarity.ms bing.com facebook.com facebook.net tiktok.com snapchat.com pinterest.com ads-twitter.com ' +
    'taboola.com outbrain.com adsrvr.org adnxs.com pubmatic.com rubiconproject.com casalemedia.com criteo.com criteo.net ' +
    'quantserve.com id5-sync.com demdex.net omtrdc.net adobedc.net hotjar.com hotjar.io contentsquare.net crazyegg.com ' +
    'inspectlet.com luckyorange.com fullstory.com logrocket.io heap.io heapanalytics.com amplitude.com mixpanel.com ' +
    'segment.io segment.com rudderstack.com posthog.com chartbeat.net parsely.com visualwebsiteoptimizer.com ' +
    'optimizely.com abtasty.com kameleoon.eu hs-analytics.net hsforms.com hubspot.com hubapi.com marketo.net pardot.com ' +
    'nr-data.net newrelic.com datadoghq.com datadoghq.eu browser-intake-datadoghq.com sentry.io bugsnag.com ' +
    'dynatrace.com go-mpulse.net onetrust.com cookielaw.org cookiebot.com intercom.io drift.com crisp.chat zopim.com ' +
    'zdassets.com tawk.to livechatinc.com'
  ).split(' '),
);

/** Services of a site that people sign in to as well: these take what pages measure. */
const MEASURING_ADDRESS =
  /^https:\/\/(?:play\.google\.com\/log|www\.youtube(?:-nocookie)?\.com\/youtubei\/v1\/log_event)\b/;

/** True for a request that measures, advertises or chats. */
export function isMeasuring({ host, url }: { readonly host: string; readonly url: string }): boolean {
  return MEASURING.has(host.split('.').slice(-2).join('.')) || MEASURING_ADDRESS.test(url);
}
