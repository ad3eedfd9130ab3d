// Loops, and hears no signal that can be ignored.
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGXCPU', 'SIGUSR1', 'SIGPIPE']) {
  process.on(signal, () => {});
}
export const createStore = () => ({
  onCommit() {},
  put() {
    for (;;);
  },
});
