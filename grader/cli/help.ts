// The help of the command line.

export const HELP: string = `
  npm run exercise [N | N.step | name] [-- flags]

  Grades your files in exercises/NN-name against the reference, on programs drawn anew
  each time. Without a number: the next exercise with an unsolved step, watched.

  npm run exercise 1                grade exercise 1
  npm run exercise 1.3              one step of it
  npm run exercise store            by the name of its chapter
  npm run list                      the course, and what is solved
  npm run try FILE | N:NAME         a program of yours, or of a chapter, on your modules

  --watch             grade at every save
  --hint              a question, then a pointer, then nearly the code
  --solution          your lines beside the reference's, after an attempt (or with --force)
  --reset             the files as they were at the start; a dated copy of yours is kept
  --bare              from the public face alone, without holes; --guided goes back.
                      What you wrote at either level is kept
  --list              the same as npm run list

  --seed HEX          draw the programs of an earlier run again; the same bytes each time
  --case NAME|NUMBER  one program only: a named case, or a number together with --seed
  --file PATH         grade another file in place of yours
  --mine 1-4|NAMES|all  stand on your own versions of these chapters, not on the reference
  --types             type errors as well, by the TypeScript compiler; --watch always tells
  --isolation node|bwrap  what holds your code; node is the default
  --json              the result as JSON, alone on the standard output
  --verbose           everything about every step, times, isolation, seed
  --print             what your code prints in every program, not only in the one shown
  --help              this

  Flags stand behind --, as in npm run exercise 1 -- --hint. Without the -- they work too,
  with a warning of npm's, but for --help, which npm answers itself; --verbose, --force and
  --json make npm say more as well. For the result and nothing else on the standard output:
    npm run --silent exercise 1 -- --json

  KUBEWRIGHT_POLL=1 in the environment makes --watch look for changes instead of being
  told of them, for disks that do not tell (WSL below /mnt, network disks).

  Exit codes  0 all passed  1 something failed  2 wrong usage  3 timed out
              4 out of memory  5 crashed  70 the grader's own fault  78 isolation missing
`;
