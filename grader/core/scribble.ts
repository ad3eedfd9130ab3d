// What a module hands out is no longer its own: a program writes on it and plays on. An
// answer that is the module's own list or pair then comes back changed.

const MOST_DEPTH = 4;

/** Writes on all that can be written on in an answer: what is frozen stays as it is. */
export function scribbleOn(answer: unknown, depth = 0): void {
  if (typeof answer !== 'object' || answer === null || depth > MOST_DEPTH) return;
  for (const key of Object.keys(answer)) {
    const { value } = Object.getOwnPropertyDescriptor(answer, key) ?? {};
    if (typeof value === 'object') scribbleOn(value, depth + 1);
    else Reflect.set(answer, key, typeof value === 'number' ? -1 : 'scribbled');
  }
  if (Array.isArray(answer)) Reflect.set(answer, 'length', 0);
}
