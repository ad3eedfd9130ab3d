// Never comes to the end of its first line.
for (;;);
export function createStore() {}
