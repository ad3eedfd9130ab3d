// What the learner's code prints by `console`: with the call that made it where a program
// is told, nowhere where a hundred others are played, and else as it always is.

/** Where it goes. */
export type PrintsTo = 'the call' | 'nowhere' | 'the output';

export interface Prints {
  begin(to: PrintsTo): void;
  /** The lines that came since they were last taken. */
  take(): readonly string[];
}

/** Of one program. */
const MOST_LINES = 200;
const LONGEST = 1_000;

const METHODS = ['log', 'info', 'warn', 'error', 'debug'] as const;

/** Stands between `console` and the output. `format` makes a text of what is printed. */
export function setPrints(format: (...parts: unknown[]) => string): Prints {
  let to: PrintsTo = 'the output';
  let left = MOST_LINES;
  let lines: string[] = [];
  for (const method of METHODS) {
    const print = console[method].bind(console);
    console[method] = (...parts: unknown[]) => {
      if (to === 'the output') return print(...parts);
      if (to === 'nowhere' || left <= 0) return;
      const come = format(...parts)
        .split('\n')
        .slice(0, left);
      left -= come.length;
      lines.push(...come.map((line) => line.slice(0, LONGEST)));
    };
  }
  return {
    begin: (next) => {
      to = next;
      left = MOST_LINES;
      lines = [];
    },
    take: () => {
      const taken = lines;
      if (taken.length > 0) lines = [];
      return taken;
    },
  };
}
