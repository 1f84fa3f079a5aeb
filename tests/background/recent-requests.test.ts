import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RecentRequests } from '../../extension/background/texts/recent-requests.ts';

const url = 'http://localhost:3000/';
const visit = (requestId: string, time: number) => ({ requestId, tabId: 1, url, method: 'GET', time });

test('a text finds the request nearest to its start, but none that began after its response', () => {
  const recent = new RecentRequests();
  recent.note(visit('third', 1_060));
  const second = { tabId: 1, url, startedDateTime: 1_000, notAfter: 1_040 };
  assert.equal(recent.find(second), undefined, 'its own was forgotten by a background that stopped');
  recent.note(visit('second', 1_002));
  assert.equal(recent.find(second)?.requestId, 'second');
});

test('a page whose navigation took long to become a request is not given the request of the visit before', () => {
  const recent = new RecentRequests();
  const second = { tabId: 1, url, startedDateTime: 1_000, notBefore: 998, notAfter: 1_060 };
  recent.note(visit('first', 980));
  assert.equal(recent.find(second), undefined);
  recent.note(visit('second', 1_030));
  assert.equal(recent.find(second)?.requestId, 'second');
});
