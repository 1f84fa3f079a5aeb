/** The longest answer that is read, in characters. */
const LONGEST = 20_000;

/** A call of a function, as Express writes it, too. */
const CALL = /^\s*(?:\/\*\*\/)?\s*(?:typeof [\w$.]{1,100} === 'function' && )?([\w$.]{1,100})\(/;

/**
 * The JSON of an answer that is JSONP: a call of the function that the address names (`callback=cb1`). Undefined for any
 * other script.
 */
export function jsonOfCall(body: string, mimeType: string, url: string): string | undefined {
  if (!/javascript/i.test(mimeType) || body.length > LONGEST) return undefined;
  const [call = '', name = ''] = CALL.exec(body) ?? [];
  const end = body.lastIndexOf(')');
  const isNamed = name !== '' && `${url.split('#', 1)[0]}&`.includes(`=${name}&`);
  return isNamed && end > call.length ? body.slice(call.length, end) : undefined;
}
