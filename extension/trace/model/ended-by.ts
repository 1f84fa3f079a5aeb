import { inLanguages } from './languages.ts';

// What a refusal says of who ended a session: another sign-in to the account, or somebody who took it back.

/** Another sign-in to the account took its place, or somebody took it back: a change of password, an administrator. */
export type EndedBy = 'elsewhere' | 'revoked';

/** A session, or a sign-in, as other languages name them, beside where else it is. An account may be one of a bank. */
const SESSION_ABROAD =
  'anmeld|angemeldet|eingeloggt|sitzung|session|sesi[oó]n|sess[ãa]o|sessie|connect[eé]|connexion|conectad|acessad|logad|conness|ingelogd|aangemeld|zalogowan|sesja|přihlášen|relace|oturum|giriş|вход|вошли|сесси|сеанс|авторизов|ログイン|로그인|세션';
const AWAY_ABROAD = `(?:${inLanguages('away')})`;

const AWAY =
  '(?:(?:another|a different|a new|some other) (?:device|browser|computer|location|place|machine|client|phone|tab|window|session|ip)\\b|elsewhere\\b)';

/** A code as all who write it would: `SESSION_EXPIRED`, `session-expired` and `sessionExpired` are one. */
export const plainCode = (code: string): string => code.replaceAll(/[-_ ]/g, '').toLowerCase();

/** Codes of the first, which addresses hold as well: `reason=concurrent_login`. */
const ELSEWHERE_CODE =
  /^(?:err)?(?:session(?:replaced|superseded)|(?:multiple)?concurren(?:t(?:login|signin|session)s?|cy)(?:limit|detected|exceeded)?|(?:multiple|duplicate)logins?|(?:logg|sign)edin(?:elsewhere|(?:on|from)(?:another|other)device))$/;

/** Sentences of the first: Spring's, Devise's, Sa-Token's and many of their own. */
const ELSEWHERE_TEXT = new RegExp(
  [
    `\\byou (?:have been|were) (?:logged|signed|kicked) (?:out|off)\\b[^.<>]{0,100}\\b${AWAY}`,
    `\\b(?:account|user|session|credentials) (?:is|was|were|has been|have been) (?:now |already |being |currently )?(?:used|in use|logged in|signed in|active|opened|accessed)(?: to)? (?:on|from|in|at|by|with)? ?${AWAY}`,
    `\\b(?:signed|logged) in (?:on|from|at|in|with|by) ${AWAY}`,
    '\\b(?:some(?:one|body) else|another (?:user|person)) (?:has |had |have )?(?:just )?(?:logged|signed) in (?:with|using|to|by|on|under) (?:your|this|the same) (?:account|user ?name|credentials|login)\\b',
    '\\b(?:multiple|too many|another) concurrent (?:log-?ins?|sign-?ins?|sessions?)\\b',
    `(?:${SESSION_ABROAD})[^.<>。]{0,80}${AWAY_ABROAD}|${AWAY_ABROAD}[^.<>。]{0,40}(?:${SESSION_ABROAD})`,
    '[顶挤](?:下线|掉线)|异地登[录陆]|(?:其他|其它|别的|另一[台个]?|另外)(?:设备|地方|地点|终端|浏览器|客户端)[^，。]{0,4}登[录陆]',
  ].join('|'),
  'i',
);

const REVOKED_CODE = /^(?:err)?(?:(?:access|refresh)?token|session)(?:hasbeen|was)?revoked$/;

const REVOKED_TEXT =
  /^(?:your |the |this )?(?:(?:access )?token|session) (?:has been |was |is )?revoked\b|\bsession (?:has been |was )?(?:terminated|ended|closed) by (?:an |the |your )?admin|踢下线|强制(?:下线|退出)/i;

/** Codes and sentences of both. */
export const ENDED_BY = {
  elsewhere: { code: ELSEWHERE_CODE, text: ELSEWHERE_TEXT },
  revoked: { code: REVOKED_CODE, text: REVOKED_TEXT },
} as const;

/** Who ended a session, as the words of an address have it: `reason=concurrent_login`. */
export function endedByReason(reason = ''): EndedBy | undefined {
  const value = plainCode(reason.slice(reason.indexOf('=') + 1));
  if (ELSEWHERE_CODE.test(value)) return 'elsewhere';
  return REVOKED_CODE.test(value) ? 'revoked' : undefined;
}
