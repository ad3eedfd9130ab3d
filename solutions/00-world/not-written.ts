/**
 * NotWritten: what a hole in a starter throws until the learner has filled it.
 *
 * The grader tells it from every other error, and says "not written yet" instead of
 * "wrong".
 * Engine room: not told line by line.
 */

/** Thrown where the code of an exercise step is still to be written. */
export class NotWritten extends Error {
  /** The step that asks for the code: '1.3' is step 3 of chapter 1. */
  readonly step: string;

  constructor(step: string) {
    super(`${step} is not written yet`);
    this.name = 'NotWritten';
    this.step = step;
  }
}
