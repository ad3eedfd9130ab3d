// Fields of the group policy: name, number, type, patch. Source: the tags of
// k8s.io/api policy/v1/types.go, v0.36.3. How a line is read: messages.ts.
// Engine room: not told line by line. Chapter 09.

export const POLICY: string = `
Eviction: metadata 1 meta.v1.ObjectMeta, deleteOptions 2 meta.v1.DeleteOptions?
PodDisruptionBudget: metadata 1 meta.v1.ObjectMeta, spec 2
  PodDisruptionBudgetSpec, status 3 PodDisruptionBudgetStatus
PodDisruptionBudgetSpec: minAvailable 1 IntOrString?, selector 2
  meta.v1.LabelSelector? replace, maxUnavailable 3 IntOrString?,
  unhealthyPodEvictionPolicy 4 string?
PodDisruptionBudgetStatus: observedGeneration 1 long, disruptedPods 2 {Time},
  disruptionsAllowed 3 int!, currentHealthy 4 int!, desiredHealthy 5 int!,
  expectedPods 6 int!, conditions 7 meta.v1.Condition[] merge:type
`;
