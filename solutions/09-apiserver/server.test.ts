// The flow of a request, on a store in the same process. `npm test -- cluster` plays the
// same on a real etcd.

import { suite } from 'uvu';
import { memoryStorage } from './mod.ts';
import { SERVER_CASES } from './server.cases.ts';

const test = suite('the API server');
for (const { title, play } of SERVER_CASES)
  test(title, () => play(memoryStorage()));
test.run();
