// Writes on what a module handed out. Whoever was asked for it may; what the module
// knows must not change by that.

/** Empties lists and changes fields, all the way down; what is frozen stays. */
export function scribble(answer: unknown): void {
  if (typeof answer !== 'object' || answer === null) return;
  for (const [name, part] of Object.entries(answer)) {
    scribble(part);
    Reflect.set(answer, name, 'scribbled');
  }
  if (Array.isArray(answer) && !Object.isFrozen(answer)) answer.length = 0;
}
