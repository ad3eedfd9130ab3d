// What `#gates/node` gives: the key of a real process. Chapter 10.
// Engine room: not told line by line.

export { newTokenKeyPem, tokenKeyOf } from './keys.node.ts';
