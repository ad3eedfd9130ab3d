/**
 * The program that runs the programs, as text: it is bundled with them and
 * evaluated by one Node process. `programs` is a list of functions that import one
 * program each; the first argument says where to begin. For each program one line
 * of JSON goes to stdout, so that what was printed before a crash is known.
 */
export const RUNNER: string = `
import { Console } from 'node:console';
import { Writable } from 'node:stream';

let printed = '';
let finish = () => {};
const sink = new Writable({
  write(chunk, _, done) {
    printed += chunk;
    done();
  },
});
const stdout = process.stdout;

const uncaught = (error) => {
  const known = error instanceof Error;
  const said = known ? error.name + ': ' + error.message : String(error);
  finish({ thrown: 'Uncaught ' + said + '\\n' });
};
process.on('uncaughtException', uncaught);
process.on('unhandledRejection', uncaught);
// The event loop is empty and the program has not ended: it waits for what never
// comes.
process.on('beforeExit', () => finish({ stuck: true }));

const turn = () => new Promise((resolve) => setImmediate(resolve));
const tell = (told) =>
  new Promise((resolve) => stdout.write(JSON.stringify(told) + '\\n', resolve));

async function run(load) {
  printed = '';
  const silent = new Writable({ write: (_, __, done) => done() });
  globalThis.console = new Console(sink, silent);
  return new Promise((resolve) => {
    finish = resolve;
    // Two turns let rejections that nobody awaited come up before the program
    // counts as ended.
    load().then(turn).then(turn).then(() => resolve({}), uncaught);
  });
}

async function main() {
  for (const load of programs.slice(Number(process.argv[2]))) {
    const { thrown = '', stuck } = await run(load);
    await tell(stuck ? { stuck } : { output: printed + thrown });
  }
  process.exit(0);
}
main();
`;
