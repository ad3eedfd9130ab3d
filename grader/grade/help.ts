// The help of `npm run grade`.

export const GRADE_HELP: string = `
  npm run grade [-- flags]

  Grades every exercise in which you have written, several at once, and says what they
  come to. For CI: it changes nothing but the files that --out names.

  --only 1-4|NAMES      these exercises and no others
  --require 1-4|NAMES   these decide whether the run fails, begun or not; the others are
                        graded and shown
  --mine 1-4|NAMES|all  stand on your own versions of these chapters; an exercise that
                        stands on one that failed is skipped
  --points FILE         what exercises or steps are worth, as JSON: {"1": 8, "3.2": 2};
                        else they are worth what their chapter says
  --from DIR|ZIP|BUNDLE  what somebody handed in, in place of your own exercises
  --seed HEX            draw the programs of an earlier run again
  --isolation node|bwrap  what holds your code; node is the default
  --jobs N              how many are graded at once; as many as there are cores, else

  --format LIST         terminal, json, junit, tap, github, gradescope, markdown;
                        one of them on the standard output, or several with
  --out DIR             a folder for grade.json, junit.xml, grade.tap, annotations.txt,
                        results.json (Gradescope's) and grade.md
  --help                this

  On GitHub Actions the annotations and the summary of the job are written by themselves.

  A class:
  npm run grade -- --submissions DIR|ZIP… --only 1-4 --out DIR [flags]
  npm run grade -- --merge DIR… --out DIR

  --submissions DIR|ZIP…  folders of submissions, or archives themselves; one entry each
                        student: a folder, a .zip or a .bundle of git's, called as they are
  --roster CSV          who is in it, by a column id; the other columns go into the
                        gradebooks
  --shard 2/8           the second of eight parts, for eight machines; needs --seed
  --merge DIR…          the reports of what these parts hold
  --allow-weak-isolation  together with --isolation node: without bwrap, knowingly

  --out holds a file each student, class.html, class.csv, class.json, and canvas.csv and
  moodle.csv for gradebooks. A run that was ended goes on where it was when it is begun
  again with the same --seed.

  Exit codes  0 all passed  1 something failed  2 wrong usage  3 timed out
              4 out of memory  5 crashed  70 the grader's own fault  78 isolation missing
`;
