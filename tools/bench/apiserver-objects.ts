// What the bench of the API server stores.

/** Of 2 KiB, as JSON. */
export function configMap(name: string): string {
  const text = 'x'.repeat(1_780);
  return JSON.stringify({
    ...{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } },
    data: { text },
  });
}

export function pod(name: string): object {
  return {
    ...{ apiVersion: 'v1', kind: 'Pod' },
    metadata: { name, labels: { app: 'web', 'pod-template-hash': '5d4f8' } },
    spec: {
      containers: [
        {
          ...{ name: 'web', image: 'nginx:1.27', ports: [{ containerPort: 80 }] },
          resources: { requests: { cpu: '100m', memory: '128Mi' } },
        },
      ],
    },
  };
}
