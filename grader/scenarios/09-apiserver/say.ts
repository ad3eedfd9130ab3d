// Requests and answers in the words of a terminal.

import type { ApiRequest } from '#apiserver';
import { isRecord, sayOutcome, sayPlain } from '../../core/say.ts';
import type { TraceLine } from '../../core/trace.ts';
import type { Ask, Op } from './draw.ts';

/** The request line, and the body. */
export function askWords(
  { as }: Ask,
  { method, url, body = '' }: ApiRequest,
): string {
  const who = as === undefined ? '' : `${as}: `;
  const line = `${who}${method} ${url.replace(/continue=[^&]*/, 'continue=TOKEN')}`;
  return body === '' ? line : `${line} ${body}`;
}

export function wordsOfOp(op: Op): string {
  switch (op.op) {
    case 'info':
      return `requestInfo ${op.method} ${op.url}`;
    case 'watch': {
      const { query = {}, namespace = 'd', back } = op;
      const wishes = Object.entries(query).map(
        ([name, value]) => `, ${name} ${value}`,
      );
      const from = back === undefined ? 'what there is' : `${back} revisions back`;
      const where = namespace === '' ? 'all namespaces' : `namespace ${namespace}`;
      const asleep = op.sleeps ? ', and sleep' : '';
      return `watch configmaps of ${where} from ${from}${wishes.join('')}${asleep}`;
    }
    case 'vanish':
      return `somebody deletes ${op.name} in the store`;
    case 'flood':
      return `somebody writes flood ${op.times} times`;
    case 'wake':
      return 'clients that sleep begin to read';
    case 'leave':
      return 'the client of the first watch goes';
    case 'compact':
      return 'compact the store';
    case 'wait':
      return `wait ${op.ms} ms`;
    case 'meddle':
      return `somebody is to ${op.how} ${op.times} times`;
    default:
      return op.op;
  }
}

/** What a call led to, a row a thing. */
export function sayLine({ outcome }: TraceLine): readonly string[] {
  return sayOutcome(outcome, (value) => {
    if (!isRecord(value) || !('code' in value)) return sayPlain(value);
    const { code, body, passed = [], warning } = value;
    const before = Array.isArray(passed) ? passed.map(String) : [];
    const warned = warning === undefined ? [] : [`Warning: ${warning}`];
    const said = body === undefined ? [] : sayPlain(body);
    return [...before, `${code}`, ...warned, ...said];
  });
}
