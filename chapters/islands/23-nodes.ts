// What a reader of chapter 23 plays with: a machine that dies, and may come back. Its
// silence, its taint and what becomes of a Pod there are decided by the chapter's modules.

import {
  createEvictions,
  createRateLimitedQueue,
  type Evictions,
  GRACE,
  type Health,
  isSilent,
  LEASE_RENEW_MS,
  NODE_EVICTION_PERIOD_MS,
  NODE_MONITOR_GRACE_MS,
  NODE_MONITOR_PERIOD_MS,
  noExecuteKey,
  observe,
  type RateLimitedQueue,
  type Signs,
  tolerationTime,
  UNREACHABLE,
} from '#nodes';
import { rfc3339 } from '#objects';
import { type Millis, VirtualClock } from '#world';
import type { Island, State, View } from '../../site/island/island.ts';
import {
  axis,
  bar,
  cross,
  fresh,
  moment,
  picture,
  type Scale,
  scale,
  words,
  write,
} from '../../site/press/drawing.ts';

/** What the reader chooses, in seconds. */
type Names = 'died' | 'grace' | 'tolerates' | 'back';

interface Entry {
  readonly at: Millis;
  readonly who: string;
  readonly what: string;
  /** How the picture calls it. */
  readonly mark: Mark;
}

type Mark =
  | 'renewed'
  | 'seen'
  | 'died'
  | 'unknown'
  | 'queued'
  | 'tainted'
  | 'planned'
  | 'deleted'
  | 'back'
  | 'ready'
  | 'cancelled';

const NODE = 'n';
const POD = 'default/web';

/** One node among others that live, and one Pod on it, from 0 s until all is over. */
class Machine {
  readonly entries: Entry[] = [];
  readonly #clock = new VirtualClock();
  readonly #queue: RateLimitedQueue = createRateLimitedQueue();
  readonly #evictions: Evictions;
  readonly #set: Readonly<Record<Names, Millis>>;
  readonly #back: Millis;
  #health: Health | undefined;
  #ready = 'True';
  #isTainted = false;

  constructor({ died, grace, tolerates, back }: State<Names>['set']) {
    this.#set = {
      ...{ died: died * 1_000, grace: grace * 1_000 },
      ...{ tolerates: tolerates * 1_000, back: back * 1_000 },
    };
    this.#back = back === 0 ? Number.POSITIVE_INFINITY : (died + back) * 1_000;
    this.#evictions = createEvictions(this.#clock, async () =>
      this.#note('deleted', 'eviction', 'marks the Pod for deletion'),
    );
  }

  /** Plays it. Answers with what happened, in the order of its time. */
  play(): readonly Entry[] {
    const { died, grace, tolerates, back } = this.#set;
    const end = died + grace + tolerates + back + 6 * NODE_MONITOR_PERIOD_MS;
    const { entries } = this;
    const who = 'machine';
    entries.push({
      at: this.#renewed(died),
      who,
      what: 'renews its lease',
      mark: 'renewed',
    });
    entries.push({ at: died, who, what: 'dies', mark: 'died' });
    if (this.#back < end)
      entries.push({
        at: this.#back,
        who,
        what: 'is back, and says it is ready',
        mark: 'back',
      });
    for (let now = 0; now <= end; now += NODE_MONITOR_PERIOD_MS) {
      this.#clock.advanceSync(now - this.#clock.now());
      this.#look(now);
    }
    return entries.toSorted((a, b) => a.at - b.at);
  }

  /** When the lease was renewed last. */
  #renewed(now: Millis): Millis {
    const since = now >= this.#back ? this.#back : 0;
    const until = now >= this.#back ? now : Math.min(now, this.#set.died);
    return until - ((until - since) % LEASE_RENEW_MS);
  }

  #signs(now: Millis): Signs {
    const renewTime = rfc3339(this.#renewed(now));
    return { heartbeat: now < this.#back ? '' : 'back', renewTime, created: 0 };
  }

  /** A look of the lifecycle controller: the taint goes by what was so before it. */
  #look(now: Millis): void {
    if (now >= this.#back && now - NODE_MONITOR_PERIOD_MS < this.#back)
      this.#ready = 'True';
    const observed = this.#ready;
    const signs = this.#signs(now);
    const isNews = signs.renewTime !== this.#health?.renewTime;
    this.#health = observe(this.#health, signs, now);
    const { died, grace } = this.#set;
    if (isNews && this.#renewed(now) === this.#renewed(died))
      this.#note('seen', 'lifecycle', 'sees that it was renewed');
    if (isSilent(this.#health, now, { ...GRACE, monitor: grace }))
      this.#fallSilent();
    this.#taint(observed);
  }

  #fallSilent(): void {
    if (this.#ready === 'Unknown') return;
    this.#ready = 'Unknown';
    this.#note('unknown', 'lifecycle', 'writes that Ready is Unknown');
  }

  #taint(observed: string): void {
    if (noExecuteKey(observed) === undefined) {
      this.#clear();
      return;
    }
    if (!this.#queue.add(NODE, this.#clock.now())) return;
    this.#note('queued', 'lifecycle', 'lets it wait for a taint');
    this.#clock.after(NODE_EVICTION_PERIOD_MS, () => this.#pass());
  }

  #pass(): void {
    if (this.#queue.take(this.#clock.now()) === undefined) return;
    this.#isTainted = true;
    this.#note('tainted', 'lifecycle', 'taints it NoExecute');
    const seconds = this.#set.tolerates / 1_000;
    const key = { key: UNREACHABLE, operator: 'Exists' };
    const taint = { key: UNREACHABLE, effect: 'NoExecute' };
    const time = tolerationTime([taint], [{ ...key, tolerationSeconds: seconds }]);
    if (time !== 0) this.#note('planned', 'eviction', `gives the Pod ${seconds} s`);
    this.#evictions.judge(POD, time);
  }

  #clear(): void {
    this.#queue.remove(NODE);
    if (!this.#isTainted) return;
    this.#isTainted = false;
    this.#note('ready', 'lifecycle', 'takes the taint away');
    if (this.#evictions.cancel(POD))
      this.#note('cancelled', 'eviction', 'lets the Pod live');
  }

  #note(mark: Mark, who: string, what: string): void {
    this.entries.push({ at: this.#clock.now(), who, what, mark });
  }
}

const seconds = (at: Millis): string => `${Math.round(at / 100) / 10} s`;

/** When each of these happened; what has not, did not. */
type Marks = Readonly<Partial<Record<Mark, Millis>>>;

const LEFT = 14;
const RIGHT = 300;

/** Four lines of time, up to `now`. */
function draw(marks: Marks, now: Millis, x: Scale): string[] {
  const { died, back, seen, unknown, tainted, ready } = marks;
  const until = (...ends: (Millis | undefined)[]): Millis =>
    Math.min(now, ...ends.map((end = now) => end));
  const line = (y: number, from: Millis, to: Millis): string =>
    write(`M${x(from)} ${y}H${x(to)}`);
  const span = (y: number, from: Millis | undefined, to: Millis): string => {
    if (from === undefined || to <= from) return '';
    const text = x(to) - x(from) < 42 ? '' : seconds(to - from);
    return bar(y, [x(from), x(to)], text);
  };
  const quiet = (y: number, at: Millis | undefined, text: string): string =>
    at === undefined ? '' : words(x(at) + 8, y, text, 'quiet');
  return [
    line(30, 0, until(died)),
    died === undefined ? '' : cross(x(died), 30),
    quiet(34, died, `† ${seconds(died ?? 0)}`),
    back === undefined ? '' : line(30, back, now),
    span(60, seen, until(unknown, back)),
    quiet(75, unknown, `Unknown ${seconds(unknown ?? 0)}`),
    span(110, tainted, until(ready)),
    ...drawPod(marks, until, x),
  ];
}

function drawPod(
  { planned, deleted, cancelled }: Marks,
  until: (...ends: (Millis | undefined)[]) => Millis,
  x: Scale,
): string[] {
  const end = until(deleted, cancelled);
  const text =
    x(end) - x(planned ?? end) < 42 ? '' : seconds(end - (planned ?? end));
  return [
    write(`M${x(0)} 170H${x(until(deleted))}`),
    planned === undefined || end <= planned
      ? ''
      : fresh(bar(160, [x(planned), x(end)], text)),
    deleted === undefined ? '' : cross(x(deleted), 170),
  ];
}

function view({ set, at }: State<Names>): View {
  const entries = new Machine(set).play();
  const so = entries.slice(0, at);
  const marks: Marks = Object.fromEntries(so.map((one) => [one.mark, one.at]));
  const end = entries.at(-1)?.at ?? 0;
  const x = scale([0, end * 1.03], [LEFT, RIGHT]);
  const now = so.at(-1)?.at ?? 0;
  const isOver = so.length === entries.length;
  const ticks = [...new Set([0, now])].map((one) => ({
    at: one,
    text: seconds(one),
  }));
  const says = sentence(so, set);
  return {
    picture: picture(
      ...([320, 222, says] as const),
      words(LEFT, 16, 'the machine lives', 'quiet'),
      words(LEFT, 54, 'no news of it', 'quiet'),
      words(LEFT, 104, 'the node is tainted NoExecute', 'quiet'),
      words(LEFT, 154, 'the Pod is there', 'quiet'),
      ...draw(marks, isOver ? end * 1.03 : now, x),
      axis(194, [LEFT, RIGHT], x, ticks),
      isOver ? '' : moment(x(now), [18, 194], ''),
    ),
    head: ['time', 'who', 'what'],
    rows: so.map(({ at: time, who, what }) => [seconds(time), who, what]),
    ...{ says, steps: entries.length, now: seconds(now) },
  };
}

function sentence(so: readonly Entry[], set: State<Names>['set']): string {
  const last = so.at(-1);
  if (last === undefined) return 'A machine lives, with one Pod on it, at 0 s.';
  const { at, who, what } = last;
  const since = at - set.died * 1_000;
  const after = since > 0 ? `, ${seconds(since)} after the machine died` : '';
  const one = who === 'machine' ? 'it' : `the ${who} controller`;
  return `At ${seconds(at)}${after}, ${one} ${what}.`;
}

/** The time line that people know as 5 s, 40 s, 5 min. */
export const timeline: Island<Names> = {
  title: 'A machine that dies',
  settings: {
    died: { label: 'It dies at', min: 0, max: 60, unit: 's' },
    grace: { label: 'Grace period', min: 10, max: 120, step: 5, unit: 's' },
    tolerates: {
      label: 'The Pod tolerates',
      min: 0,
      max: 600,
      step: 10,
      unit: 's',
    },
    back: {
      label: 'It is back after',
      min: 0,
      max: 600,
      step: 10,
      unit: 's',
      zero: 'never',
    },
  },
  moves: {},
  start: {
    set: {
      died: 32,
      grace: NODE_MONITOR_GRACE_MS / 1_000,
      tolerates: 300,
      back: 0,
    },
    ...{ moves: [], at: Number.MAX_SAFE_INTEGER },
  },
  view,
};
