// Status: how plugins say no, and why. Kubernetes:
// staging/src/k8s.io/kube-scheduler/framework/interface.go. Chapter 17.

//#region status
/** How a plugin refuses. */
export type Code =
  /** Broken: nobody is to blame, the pod is tried again. */
  | 'Error'
  /** No; room made by preemption might change that. */
  | 'Unschedulable'
  /** No, whatever pods were taken away. */
  | 'UnschedulableAndUnresolvable'
  /** Permit: not yet. */
  | 'Wait'
  /** PreFilter, PreScore, Bind: this pod is no affair of mine. */
  | 'Skip'
  /** No; something outside has to happen first, and will be told. */
  | 'Pending';

export interface Status {
  readonly code: Code;
  readonly reasons: readonly string[];
  /** Filled in by the framework. */
  readonly plugin?: string;
}

/** What a plugin says of a pod, or of a pod and a node: undefined is yes. */
export type Verdict = Status | undefined;
//#endregion

//#region say-no
/** No, for these reasons. */
export function unschedulable(...reasons: readonly string[]): Status {
  return { code: 'Unschedulable', reasons };
}

/** No, and no pod that went would change it. */
export function unresolvable(...reasons: readonly string[]): Status {
  return { code: 'UnschedulableAndUnresolvable', reasons };
}

/** Leave me out of it. */
export const SKIP: Status = { code: 'Skip', reasons: [] };

const REJECTED: readonly Code[] = [
  'Unschedulable',
  'UnschedulableAndUnresolvable',
  'Pending',
];

/** Whether it is a no, and nothing broke. */
export function isRejected({ code }: Status): boolean {
  return REJECTED.includes(code);
}

/** What a plugin threw, as what it answered. */
export function statusOfError(error: unknown, plugin: string): Status {
  const reason = error instanceof Error ? error.message : String(error);
  return { code: 'Error', reasons: [reason], plugin };
}
//#endregion
