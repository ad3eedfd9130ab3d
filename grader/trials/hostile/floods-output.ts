// Prints without end.
export const createStore = () => ({
  onCommit() {},
  put() {
    process.stdout._handle.setBlocking(true);
    const line = 'x'.repeat(65_535) + '\n';
    for (;;) process.stdout.write(line);
  },
});
