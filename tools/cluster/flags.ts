// What `npm run cluster` is asked for. A wrong flag is refused in a sentence that says what
// would be right.

import { parseArgs } from 'node:util';
import {
  CONTROLLERS,
  type ControllerName,
  chosenControllers,
} from './controllers.ts';

/** Said to the caller as it stands; the process ends with exit code 2. */
export class Misunderstood extends Error {}

export interface ClusterFlags {
  /** Plain HTTP, with --insecure. */
  readonly port: number | undefined;
  /** TLS. */
  readonly securePort: number | undefined;
  /** Where the store and the certificates are kept; absent, nothing is. */
  readonly data: string | undefined;
  readonly etcd: string | undefined;
  readonly virtualClock: boolean;
  readonly kubeconfig: string | undefined;
  readonly seed: number | undefined;
  /** So many nodes with a simulated kubelet. */
  readonly nodes: number;
  /** What runs beside the server. */
  readonly controllers: ReadonlySet<ControllerName>;
  /** Chapters that are the reader's own, as they were asked for. */
  readonly mine: string | undefined;
  /** The file of a KubeSchedulerConfiguration. */
  readonly schedulerConfig: string | undefined;
}

/** Whether the cluster is there to be looked at: then all can be read that was asked. */
export function isWatched({ port, virtualClock }: ClusterFlags): boolean {
  return port !== undefined || virtualClock;
}

export const USAGE = `npm run cluster -- [flags]
  --insecure         plain HTTP on the loopback interface, no credentials: all may do all,
                     and GET /debug/audit?since=N says who has asked whom for what
  --port N           the port of plain HTTP (8080); without --insecure, of TLS
  --secure-port N    the port of TLS (6443)
  --data DIR         keep the store and the certificates in a folder, made if it isn't there
  --ephemeral        keep nothing, which is what happens without --data
  --etcd URL         keep the objects in a real etcd: http://127.0.0.1:2379
  --kubeconfig FILE  write there how kubectl gets in
  --virtual-clock    time stands still until POST /debug/clock/advance {"seconds": N}
  --nodes N          so many nodes with a simulated kubelet, node-1 to node-N (0)
  --controllers LIST what runs beside the server: '*', or '*,-scheduler' for all but one
  --mine NAMES       your own modules of these chapters, not the reference's: --mine scheduler,taints
  --scheduler-config FILE
                     a KubeSchedulerConfiguration, YAML or JSON
  --seed N           uids and generated names are drawn from this seed`;

const OPTIONS = {
  insecure: { type: 'boolean', default: false },
  port: { type: 'string' },
  'secure-port': { type: 'string' },
  data: { type: 'string' },
  ephemeral: { type: 'boolean', default: false },
  etcd: { type: 'string' },
  kubeconfig: { type: 'string' },
  'virtual-clock': { type: 'boolean', default: false },
  seed: { type: 'string' },
  nodes: { type: 'string' },
  mine: { type: 'string' },
  controllers: { type: 'string' },
  'scheduler-config': { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

const PORT = 8080;
const SECURE_PORT = 6443;
/** As many as Kubernetes says that it carries. */
const NODES_MAX = 5_000;

/** What is asked for, or 'help'. @throws Misunderstood */
export function readFlags(words: readonly string[]): ClusterFlags | 'help' {
  const values = parse(words);
  if (values.help) return 'help';
  refusePairs(values);
  const { insecure, etcd, data, kubeconfig } = values;
  if (etcd !== undefined) checkUrl(etcd);
  const port = portOf('--port', values.port);
  const secure = portOf('--secure-port', values['secure-port']);
  return {
    port: insecure ? (port ?? PORT) : undefined,
    securePort: insecure ? secure : (secure ?? port ?? SECURE_PORT),
    ...{ data, etcd, kubeconfig, virtualClock: values['virtual-clock'] },
    seed: wholeOf('--seed', values.seed, 2 ** 48 - 1),
    nodes: wholeOf('--nodes', values.nodes, NODES_MAX) ?? 0,
    controllers: controllersIn(values.controllers),
    ...{ mine: values.mine, schedulerConfig: values['scheduler-config'] },
  };
}

function controllersIn(text = '*'): ReadonlySet<ControllerName> {
  const chosen = chosenControllers(text);
  if (!('unknown' in chosen)) return chosen;
  throw new Misunderstood(
    `--controllers: expected '*' or names of ${CONTROLLERS.join(', ')}, found "${chosen.unknown}"`,
  );
}

type Values = ReturnType<typeof parse>;

function parse(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options: OPTIONS, strict: true }).values;
  } catch (error) {
    if (!(error instanceof TypeError && 'code' in error)) throw error;
    // Node's own sentences, without its advice about what stands behind `--`.
    const [sentence] = error.message.split(/\. |\n/);
    throw new Misunderstood(
      `${sentence}; npm run cluster -- --help names all flags`,
    );
  }
}

function refusePairs({ data, ephemeral, etcd, port, ...values }: Values): void {
  if (data !== undefined && ephemeral)
    throw new Misunderstood(
      '--data keeps and --ephemeral does not: give one of them',
    );
  if (data !== undefined && etcd !== undefined)
    throw new Misunderstood(
      '--etcd keeps the objects there, --data here: give one',
    );
  if (data === '') throw new Misunderstood('--data wants a folder');
  const both = port !== undefined && values['secure-port'] !== undefined;
  if (both && !values.insecure)
    throw new Misunderstood(
      '--port is for plain HTTP: add --insecure, or leave --port out',
    );
}

function checkUrl(text: string): void {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === 'http:' && url.port !== '') return;
  throw new Misunderstood(
    `--etcd: expected a URL such as http://127.0.0.1:2379, found "${text}"`,
  );
}

function portOf(flag: string, text: string | undefined): number | undefined {
  return wholeOf(flag, text, 65_535);
}

function wholeOf(
  flag: string,
  text: string | undefined,
  most: number,
): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,15}$/.test(text) && Number(text) <= most) return Number(text);
  throw new Misunderstood(
    `${flag}: expected a whole number up to ${most}, found "${text}"`,
  );
}
