import { serve } from './harness/local-server.ts';
import { expect, test } from './harness/test.ts';

// Needs real browsers: how they report the end of a load is what every other test here waits for.

test('a load that is given up is not taken for the end of the next one', async ({ browserUnderTest }) => {
  const server = await serve((request, response) => {
    if (request.url === '/never') return;
    response.setHeader('Content-Type', 'text/html');
    response.end(request.url === '/hangs' ? '<p>Hangs<img src="/never">' : '<p>Loaded');
  });
  try {
    const tab = await browserUnderTest.openTab(server.url);
    for (const host of ['localhost', '127.0.0.1']) {
      const hangs = `${server.url}hangs`;
      await tab.evaluate((url) => void setTimeout(() => location.assign(url)), hangs);
      await tab.getByText('Hangs').one();

      const next = `http://${host}:${server.port}/next`;
      await tab.goto(next);
      // Takes a while: a document that is on its way out would not live to answer.
      const shown = await tab.evaluate(
        () => new Promise<string>((answer) => setTimeout(() => answer(location.href), 50)),
      );
      expect(shown).toBe(next);
      await tab.goto(server.url);
    }
  } finally {
    await server.close();
  }
});
