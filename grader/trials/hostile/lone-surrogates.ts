// Answers with halves of characters and with every control character.
const odd = Array.from({ length: 0x120 }, (_, i) => String.fromCharCode(i)).join('');
export const createStore = () => ({
  onCommit() {},
  put: () => ({ revision: 2, wrote: [`\ud800${odd}\udfff`, '\u2028\u202e'] }),
});
