// Catches what ends its endless loop, and begins it again.
export const createStore = () => ({
  onCommit() {},
  put() {
    for (;;) {
      try {
        for (;;);
      } catch {}
    }
  },
});
