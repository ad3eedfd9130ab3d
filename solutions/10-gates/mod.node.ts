// What `#gates/node` gives: the key of a real process, and its way to webhooks. Chapter 10.
// Engine room: not told line by line.

export { newTokenKeyPem, tokenKeyIn, tokenKeyOf } from './keys.node.ts';
export { callWebhook } from './webhook-call.node.ts';
