// A command that cannot be done, with the sentence for the person who typed it.

/** Ends the command: the message is printed as it stands. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly exit: number;

  constructor(sentence: string, exit: number = WRONG_USAGE) {
    super(sentence);
    this.exit = exit;
  }
}

export const WRONG_USAGE: number = 2;
export const FAULT: number = 70;
export const NO_ISOLATION: number = 78;
export const INTERRUPTED: number = 130;
