// What can run beside the server, by the names of kube-controller-manager, and which of it
// --controllers chooses. Names: cmd/kube-controller-manager/names/controller_names.go; what
// they were called before stands in the descriptors beside them.

export type ControllerName =
  | 'scheduler'
  | 'endpoints-controller'
  | 'endpointslice-controller'
  | 'node-lifecycle-controller'
  | 'taint-eviction-controller'
  | 'pod-garbage-collector-controller';

/** How else it was called: older manifests still do. */
const ALIASES: Readonly<Record<ControllerName, readonly string[]>> = {
  scheduler: [],
  'endpoints-controller': ['endpoint'],
  'endpointslice-controller': ['endpointslice'],
  'node-lifecycle-controller': ['nodelifecycle'],
  'taint-eviction-controller': [],
  'pod-garbage-collector-controller': ['podgc'],
};

export const CONTROLLERS: readonly ControllerName[] = Object.keys(ALIASES).filter(
  (name) => isController(name),
);

function isController(name: string): name is ControllerName {
  return Object.hasOwn(ALIASES, name);
}

/** One that there is not, as it was written. */
export interface Unknown {
  readonly unknown: string;
}

/** As kube-controller-manager reads --controllers: '*', a name, a name with a minus. */
export function chosenControllers(
  text: string,
): ReadonlySet<ControllerName> | Unknown {
  const words = text.split(',').map((word) => word.trim());
  const chosen = new Set(words.includes('*') ? CONTROLLERS : []);
  for (const word of words.filter((one) => one !== '*' && one !== '')) {
    const name = named(word.replace(/^-/, ''));
    if (name === undefined) return { unknown: word };
    if (word.startsWith('-')) chosen.delete(name);
    else chosen.add(name);
  }
  return chosen;
}

function named(word: string): ControllerName | undefined {
  if (isController(word)) return word;
  return CONTROLLERS.find((name) => ALIASES[name].includes(word));
}
