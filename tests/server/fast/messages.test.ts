import assert from 'node:assert/strict';
import { createServer, IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import express from 'express';
import { fastMessages } from '../../../server/fast/messages.ts';

test('requests and responses have the app’s prototypes before Express gives them', async () => {
  const app = express();
  app.get('/', (request, response) => {
    response.status(201).send(`${request.path} ${request.hostname} ${response.locals['seen']}`);
  });
  const server = createServer(fastMessages(app), (request, response) => {
    const seen = [
      Object.getPrototypeOf(request) === app.request,
      Object.getPrototypeOf(response) === app.response,
      request instanceof IncomingMessage,
      response instanceof ServerResponse,
    ];
    Object.assign(response, { locals: { seen: seen.join() } });
    app(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    assert.equal(answer.status, 201);
    assert.equal(await answer.text(), '/ 127.0.0.1 true,true,true,true');
  } finally {
    server.close();
  }
});
