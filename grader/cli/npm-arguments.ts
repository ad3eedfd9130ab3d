// npm keeps the flags that stand before `--` and hands them over as npm_config_*. npm 11
// takes no value for a flag it does not know and passes the word on (`--seed 1a2b 5`
// becomes seed=true and the words 1a2b, 5); npm 10 takes the next word for its value,
// also after a flag of ours that has none (`--hint 5` becomes hint=5).

import { type Env, SWITCHES, type Typed, VALUES, type Value } from './flags.ts';
import { Refusal } from './refusal.ts';

/** What was typed, with what npm kept for itself put back. @throws Refusal */
export function fromNpm(typed: Typed, env: Env): Typed {
  if (env.npm_lifecycle_event !== 'exercise') return typed;
  const switches = new Set(typed.switches);
  const values = new Map(typed.values);
  const words = [...typed.words];
  const bare: Value[] = [];
  for (const name of SWITCHES) {
    const found = env[`npm_config_${name}`];
    if (found === undefined || found === '' || found === 'false') continue;
    switches.add(name);
    if (found !== 'true') words.push(found);
  }
  if (env.npm_config_loglevel === 'verbose') switches.add('verbose');
  for (const name of VALUES) {
    const found = env[`npm_config_${name}`];
    if (found === undefined || found === '' || values.has(name)) continue;
    if (found === 'true') bare.push(name);
    else values.set(name, found);
  }
  if (bare.length === 0) return { switches, values, words };
  return { switches, ...handOut(bare, words, values) };
}

/** What each flag's value, and the exercise, may look like. */
const SHAPES: Readonly<Record<Value | 'exercise', RegExp>> = {
  exercise: /^(?:\d{1,2}|\d{1,2}\.\d{1,2}|\d\d-[a-z]+|[a-z]+)$/,
  seed: /^[0-9a-f]{1,8}$/i,
  case: /^(?!\d+\.\d+$)/,
  file: /\.ts$/,
  mine: /^(?:all|[\w-]+(?:,[\w-]+)*)$/,
  isolation: /^(?:node|bwrap)$/,
};

/** Gives the words that npm passed on to the flags they belong to. */
function handOut(
  bare: readonly Value[],
  words: readonly string[],
  known: ReadonlyMap<Value, string>,
): Pick<Typed, 'values' | 'words'> {
  const wanted: readonly (Value | 'exercise')[] =
    words.length > bare.length ? [...bare, 'exercise'] : bare;
  const ways = assignments(wanted, words);
  const [way] = ways;
  if (way === undefined || ways.length > 1) {
    const flags = bare.map((name) => `--${name}`).join(' and ');
    throw new Refusal(
      `npm took ${flags} for its own, and which word goes with it cannot be told.` +
        ' Put -- before the flags: npm run exercise 1 -- --seed 1a2b.',
    );
  }
  const values = new Map(known);
  for (const name of bare) values.set(name, way.get(name) ?? '');
  const exercise = way.get('exercise');
  return { values, words: exercise === undefined ? [] : [exercise] };
}

/** Every way to give each of `names` one of `words`, all words used. */
function assignments<Name extends Value | 'exercise'>(
  names: readonly Name[],
  words: readonly string[],
): readonly ReadonlyMap<Name, string>[] {
  const [name, ...others] = names;
  if (name === undefined) return words.length === 0 ? [new Map()] : [];
  return words.flatMap((word, at) => {
    if (!SHAPES[name].test(word)) return [];
    const rest = words.filter((_, i) => i !== at);
    return assignments(others, rest).map((way) => new Map([[name, word], ...way]));
  });
}
