// npm run kv: the store of a folder from a terminal. Chapter 05.
// Engine room: not told line by line.

import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { EtcdError } from '#store';
import { createSystemDisk } from '#world/node';
import { type Answer, once, watch } from './kv-answers.node.ts';
import { check, EXIT, type Flags, Misunderstood, whole } from './kv-words.node.ts';
import { type DurableStore, LogError, verifyFolder } from './mod.ts';
import { openDurableFolder } from './open-folder.node.ts';

const USAGE = `npm run kv -- --data DIR COMMAND
  put KEY VALUE    write a key; says OK once it is on the disk
  get KEY          print a key; --prefix: all keys that begin so
  del KEY          delete a key, or with --prefix all that begin so
  watch KEY        print what has happened to a key (--prefix: to all that begin so)
                   since --from REVISION, the first if absent, and goes on while lines on
                   stdin ask for more: put, get, del, compact REVISION, snapshot, status
  run              the same without a watch: lines on stdin, an answer to each
  status           where the store stands
  verify           print each record of each file, and what is wrong with them
  --data DIR       the folder, made if it is not there; one process at a time has it
  --lease SECONDS  for put: the key lives so long
exit code: 0 done, 1 there is no such key, or a request was refused, 2 not understood,
           3 the log is damaged, of a newer version, in use, or the disk refuses`;

/** Small ones, so that a reader soon has several to look at. */
const SEGMENT_BYTES = 1_048_576;

/** Does one command, and says with which code the process ends. */
export async function kv(words: readonly string[]): Promise<number> {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        data: { type: 'string' },
        help: { type: 'boolean', default: false },
        prefix: { type: 'boolean', default: false },
        from: { type: 'string', default: '0' },
        lease: { type: 'string', default: '0' },
      },
    });
    if (values.help) return say(USAGE);
    const flags: Flags = {
      prefix: values.prefix,
      from: whole(values.from, '--from'),
      lease: whole(values.lease, '--lease'),
    };
    return await command(values.data, positionals, flags);
  } catch (error) {
    return explain(error);
  }
}

function say(text: string): number {
  console.log(text);
  return EXIT.done;
}

function explain(error: unknown): number {
  if (error instanceof EtcdError || error instanceof LogError) {
    console.error(error.message);
    return error instanceof LogError ? EXIT.log : EXIT.refused;
  }
  const isWords =
    error instanceof Misunderstood ||
    (error instanceof TypeError && 'code' in error);
  if (!isWords) throw error;
  console.error(`${error.message}\n\n${USAGE}`);
  return EXIT.misunderstood;
}

async function command(
  directory: string | undefined,
  words: readonly string[],
  flags: Flags,
): Promise<number> {
  if (directory === undefined)
    throw new Misunderstood('which folder? give --data DIR');
  check(words);
  if (words[0] === 'verify') return verify(directory);
  const onWarning = (text: string): void => console.error(`warning: ${text}`);
  const store = await openDurableFolder(directory, {
    onWarning,
    segmentBytes: SEGMENT_BYTES,
  });
  try {
    if (words[0] === 'watch') watch(store, words[1] ?? '', flags);
    if (words[0] === 'watch' || words[0] === 'run')
      return await lines(store, flags);
    const [code, text] = await once(store, words, flags);
    if (text !== '') console.log(text);
    return code;
  } finally {
    await store.close();
  }
}

/** Lines on stdin: all that are there are asked at once, and answered in order. */
async function lines(store: DurableStore, flags: Flags): Promise<number> {
  const input = createInterface({ input: process.stdin });
  process.once('SIGINT', () => input.close());
  process.once('SIGTERM', () => input.close());
  let code: number = EXIT.done;
  let last: Promise<void> = Promise.resolve();
  input.on('line', (line) => {
    const words = line.split(' ').filter((word) => word !== '');
    if (words.length === 0) return;
    const answer = answerTo(store, words, flags);
    last = last.then(async () => {
      const [own, text] = await answer;
      code = Math.max(code, own);
      if (text !== '') console.log(text);
    });
  });
  await new Promise((resolve) => input.once('close', resolve));
  await last;
  return code;
}

async function answerTo(
  store: DurableStore,
  words: readonly string[],
  flags: Flags,
): Promise<Answer> {
  try {
    check(words);
    return await once(store, words, flags);
  } catch (error) {
    const isKnown =
      error instanceof EtcdError ||
      error instanceof LogError ||
      error instanceof Misunderstood;
    if (!isKnown) throw error;
    const code = error instanceof LogError ? EXIT.log : EXIT.refused;
    return [code, `refused: ${error.message}`];
  }
}

async function verify(directory: string): Promise<number> {
  let records = 0;
  let damages = 0;
  let file = '';
  for await (const line of verifyFolder({ disk: createSystemDisk(directory) })) {
    if (line.file !== file) console.log(line.file);
    file = line.file;
    const sign = line.isDamage ? '✗' : line.type === 'torn' ? '!' : '✓';
    const place = String(line.offset).padStart(10);
    const size = String(line.length).padStart(8);
    console.log(`${place} ${line.type.padEnd(8)} ${size} ${sign} ${line.what}`);
    records += 1;
    if (line.isDamage) damages += 1;
  }
  if (records === 0) throw new LogError('DAMAGED', `no log in ${directory}`);
  console.log(`${records - damages} records, ${damages} damages`);
  return damages === 0 ? EXIT.done : EXIT.log;
}
