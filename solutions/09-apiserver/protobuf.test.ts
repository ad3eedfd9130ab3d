// Protobuf is another way to write the same object: kubectl writes both.

import protobuf from 'protobufjs/minimal.js';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { StatusError } from '#objects';
import { RESOURCES } from './kinds/table.ts';
import { type Message, messageOf, messageOfKind } from './messages/messages.ts';
import { decodeProtobuf } from './protobuf.ts';
import { VECTORS } from './protobuf.vectors.ts';

const test = suite('protobuf bodies');

for (const { command, body, object } of VECTORS)
  test(`kubectl ${command}: the same as its JSON`, () => {
    assert.equal(decodeProtobuf(Buffer.from(body, 'base64')), object);
  });

function refused(body: Uint8Array): string {
  try {
    decodeProtobuf(body);
  } catch (error) {
    assert.instance(error, StatusError);
    if (error instanceof StatusError) return error.status.message;
  }
  return 'not refused';
}

/** An envelope around some bytes. */
function enveloped(apiVersion: string, kind: string, raw: Uint8Array): Uint8Array {
  const writer = protobuf.Writer.create();
  writer.uint32(10).fork();
  writer.uint32(10).string(apiVersion).uint32(18).string(kind);
  writer.ldelim();
  writer.uint32(18).bytes(raw);
  return Buffer.concat([Buffer.from('k8s\0'), writer.finish()]);
}

test('what is no such body is a bad request, wherever it is cut', () => {
  const none = 'provided data does not appear to be a protobuf message';
  assert.is(refused(Buffer.from('{}')), none);
  assert.is(
    refused(enveloped('v1', 'Podd', new Uint8Array(0))),
    'no kind "Podd" is registered for version "v1"',
  );
  for (const { body } of VECTORS) {
    const whole = Buffer.from(body, 'base64');
    for (let end = 4; end < whole.length; end += 7) {
      // A part of a message may be a whole one; but it must not be anything else.
      const cut = refused(whole.subarray(0, end));
      assert.match(cut, /^not refused$|^unable to decode|^no kind/);
    }
  }
});

test('a body of chance is a bad request or an object, never another error', () => {
  let state = 7;
  for (let i = 0; i < 2000; i++) {
    const bytes = Uint8Array.from({ length: i % 60 }, () => {
      state = (state * 1103515245 + 12345) % 2147483648;
      return state >> 8;
    });
    refused(enveloped('apps/v1', 'Deployment', bytes));
    refused(enveloped('v1', 'Event', bytes));
  }
});

test('a time is a time of JSON, and none if it is zero', () => {
  const event = protobuf.Writer.create();
  for (const [number, seconds] of [
    [6, 1_700_000_000],
    [7, -62_135_596_800],
    [10, 1_700_000_000],
  ] as const) {
    event.uint32((number << 3) | 2).fork();
    event.uint32(8).int64(seconds).uint32(16).int32(123_456_789);
    event.ldelim();
  }
  const made = decodeProtobuf(enveloped('v1', 'Event', event.finish()));
  assert.equal(made, {
    ...{ apiVersion: 'v1', kind: 'Event' },
    firstTimestamp: '2023-11-14T22:13:20Z',
    eventTime: '2023-11-14T22:13:20.123456Z',
  });
});

test('options of a deletion are of every version: helm says v1', () => {
  const raw = protobuf.Writer.create().uint32(34).string('Background').finish();
  const made = decodeProtobuf(enveloped('v1', 'DeleteOptions', raw));

  assert.equal(made, {
    ...{ apiVersion: 'v1', kind: 'DeleteOptions', propagationPolicy: 'Background' },
  });
});

test('every kind that can be written has its fields, and theirs have theirs', () => {
  const seen = new Set<Message>();
  const visit = (message: Message | undefined, of: string): void => {
    assert.ok(message, of);
    if (message === undefined || seen.has(message)) return;
    seen.add(message);
    for (const field of message.fields)
      if (/^[A-Za-z]+\.|^[A-Z]/.test(field.type) && !SIMPLE.has(field.type))
        visit(messageOf(field), `${message.name}.${field.name}: ${field.type}`);
  };
  for (const { group, version, kind, verbs } of RESOURCES)
    if (verbs.includes('create')) visit(messageOfKind(group, version, kind), kind);
  assert.ok(seen.size > 380, String(seen.size));
});

const SIMPLE = new Set([
  ...['Quantity', 'IntOrString', 'Time', 'MicroTime', 'Raw', 'Items'],
]);

test.run();
