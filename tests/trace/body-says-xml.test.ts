import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { BodySays } from '../../extension/trace/model/body-says.ts';
import { jsonOfCall } from '../../extension/trace/model/jsonp.ts';
import { readBodySays } from '../../extension/trace/model/read-body-says.ts';

// What an answer in XML, in GWT's calls or in JSONP says of who asks, as services and devices of the field write it.

const xml = (body: string, status = 200, mimeType = 'text/xml'): BodySays | undefined =>
  readBodySays(body, mimeType, '/service', status);

const soap = (body: string): string =>
  `<?xml version="1.0"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Header/><soap:Body>${body}</soap:Body></soap:Envelope>`;

describe('XML that says that nobody is signed in', () => {
  for (const [what, body, status] of [
    [
      'a fault of SOAP',
      soap(
        '<soap:Fault><faultcode>sf:INVALID_SESSION_ID</faultcode><faultstring>INVALID_SESSION_ID: Illegal Session</faultstring></soap:Fault>',
      ),
      500,
    ],
    ['Zimbra', soap('<soap:Fault><soap:Code/><Error><Code>service.AUTH_EXPIRED</Code></Error></soap:Fault>'), 500],
    ['a status that is the whole answer', soap('<ResponseCode>401</ResponseCode>'), 200],
    ['an error in an answer', '<response status="error"><error code="401">x</error></response>', 200],
    ['a sentence', '<result><error><message>Session expired</message></error></result>', 200],
    ['marked text', '<rsp stat="fail"><message><![CDATA[Please log in.]]></message></rsp>', 200],
    [
      'a status with another below it',
      '<ResponseStatus><requestURL>/x</requestURL><statusCode>4</statusCode><statusString>Invalid Operation</statusString><subStatusCode>invalidSession</subStatusCode></ResponseStatus>',
      200,
    ],
  ] as const)
    test(what, () => {
      assert.equal(xml(body, status), 'unauthenticated');
    });

  test('under the type of a page', () => {
    assert.equal(
      xml('<?xml version="1.0"?><error><code>401</code></error>', 200, 'text/html; charset=utf-8'),
      'unauthenticated',
    );
  });
});

test('XML that holds an error of another kind says that what was asked failed', () => {
  assert.equal(xml('<?xml version="1.0"?><error><code>125002</code><message/></error>'), 'not-done');
});

describe('XML that says nothing of who asks', () => {
  for (const [what, body] of [
    ['a list of errors', '<log><error code="401">Session expired</error><error code="500">x</error></log>'],
    ['an offer that is over', '<offer><status>expired</status><message>Session expired</message></offer>'],
    ['a list of what was watched', '<sites><site><statusCode>401</statusCode></site></sites>'],
    ['a good status', soap('<ResponseCode>000</ResponseCode>')],
    ['no errors', '<response><errors /><error/><message>Please log in</message></response>'],
    ['a feed', '<rss><channel><title>Session expired</title><item><title>Please log in</title></item></channel></rss>'],
    ['a picture', '<svg xmlns="http://www.w3.org/2000/svg"><text>Session expired</text></svg>'],
    ['a page in XHTML', '<?xml version="1.0"?><html><body><error>Session expired</error></body></html>'],
  ] as const)
    test(what, () => {
      assert.equal(xml(body), undefined);
    });
});

test('a call of DWR that ends with an exception', () => {
  const call = (body: string): BodySays | undefined => readBodySays(body, 'text/javascript', '/dwr/call');
  const handled = 'dwr.engine._remoteHandleException("0","0",{javaClassName:"com.acme';
  assert.equal(call(`//#DWR-REPLY\n${handled}.SessionExpiredException",message:"x"});`), 'unauthenticated');
  assert.equal(call(`//#DWR-REPLY\n${handled}.FullException",message:"x"});`), 'not-done');
  assert.equal(call('dwr.engine._remoteHandleCallback("0","0",{message:"Session expired"});'), undefined);
});

test('a call of GWT that ends with an exception', () => {
  const call = (body: string): BodySays | undefined => readBodySays(body, 'application/json', '/app/rpc');
  assert.equal(
    call('//EX[2,1,["com.acme.client.SessionExpiredException/12","Session expired"],0,7]'),
    'unauthenticated',
  );
  assert.equal(call('//EX[1,["com.acme.client.FullException/12"],0,7]'), 'not-done');
  assert.equal(call('//OK[1,["Session expired"],0,7]'), undefined);
});

describe('JSONP', () => {
  const script = (body: string, query: string): string | undefined =>
    jsonOfCall(body, 'application/javascript', `https://shop.example/cart${query}`);

  test('holds JSON', () => {
    for (const body of ['cb1({"code":401})', '/**/ typeof cb1 === \'function\' && cb1({"code":401});'])
      assert.equal(script(body, '?callback=cb1'), '{"code":401}', body);
  });

  test('is none where the address does not name the function', () => {
    assert.equal(script('messages({"message":"Session expired","success":false})', '?v=3'), undefined);
  });
});

test('Vaadin says it in words of the application', () => {
  const told = '{"meta":{"appError":{"caption":"Session Expired","message":"Press ESC to continue."}}}';
  for (const body of [`for(;;);${told}`, `for(;;);[${told}]`])
    assert.equal(readBodySays(body, 'application/json', '/'), 'unauthenticated');
  const other = 'for(;;);[{"meta":{"appError":{"caption":"Internal error","message":"Please notify us."}}}]';
  assert.notEqual(readBodySays(other, 'application/json', '/'), 'unauthenticated');
});

test('long and hostile answers are read in no time', () => {
  const before = performance.now();
  for (const body of ['<a'.repeat(9_000), `<a ${'b '.repeat(9_000)}`, '<a>x'.repeat(4_900), '<a:'.repeat(6_000)])
    xml(body);
  jsonOfCall(`cb(${')'.repeat(9_000)}${' '.repeat(9_000)}x`, 'text/javascript', 'https://a.example/?c=cb');
  readBodySays(`//EX[${'"a'.repeat(9_000)}`, 'application/json', '/', 200);
  assert.ok(performance.now() - before < 1_000);
});
