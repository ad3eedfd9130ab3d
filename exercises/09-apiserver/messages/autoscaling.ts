// Fields of the group autoscaling: name, number, type, patch. Source: the tags of
// k8s.io/api autoscaling/v1/types.go, v0.36.3. How a line is read: messages.ts.
// Engine room: not told line by line. Chapter 09.

export const AUTOSCALING: string = `
CrossVersionObjectReference: kind 1 string!, name 2 string!, apiVersion 3 string
HorizontalPodAutoscaler: metadata 1 meta.v1.ObjectMeta, spec 2
  HorizontalPodAutoscalerSpec, status 3 HorizontalPodAutoscalerStatus
HorizontalPodAutoscalerSpec: scaleTargetRef 1 CrossVersionObjectReference!,
  minReplicas 2 int?, maxReplicas 3 int!, targetCPUUtilizationPercentage 4 int?
HorizontalPodAutoscalerStatus: observedGeneration 1 long?, lastScaleTime 2 Time?,
  currentReplicas 3 int!, desiredReplicas 4 int!, currentCPUUtilizationPercentage
  5 int?
Scale: metadata 1 meta.v1.ObjectMeta, spec 2 ScaleSpec, status 3 ScaleStatus
ScaleSpec: replicas 1 int
ScaleStatus: replicas 1 int!, selector 2 string
`;
