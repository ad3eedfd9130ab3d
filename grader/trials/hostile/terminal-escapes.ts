// Steers the terminal: clipboard, title, cursor over the verdict, direction of text.
const evil =
  '\x1b]52;c;ZXZpbA==\x07\x1b]0;passed\x1b\\\x1b[9A\x1b[2K\x9b2J\u202e' +
  '\r✓ 1.1 a put gets the next revision\n\x1b[8mhidden\x00\x08\x08';
console.log(evil);
console.error(evil);
export const createStore = () => ({
  onCommit() {},
  put() {
    console.log(evil);
    throw new Error(evil);
  },
});
