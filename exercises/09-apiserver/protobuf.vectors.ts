// Bodies that kubectl 1.35.2 sent, and what the same command printed with --dry-run=client
// -o json: the object in the two forms, as Go writes them. Of `auth can-i`, which prints no
// object, what it must have asked. Taken from the wire of that program.
// Engine room: not told line by line. Chapter 09.

export interface Vector {
  readonly command: string;
  /** Base64. */
  readonly body: string;
  readonly object: unknown;
}

export const VECTORS: readonly Vector[] = [
  {
    command: 'create configmap c --from-literal=a=1 --from-literal=b=ü',
    body: [
      'azhzAAoPCgJ2MRIJQ29uZmlnTWFwEiQKEQoBYxIAGgAiACoAMgA4AEIAEgYKAWESATESBw',
      'oBYhICw7waACIA',
    ].join(''),
    object: {
      kind: 'ConfigMap',
      apiVersion: 'v1',
      metadata: { name: 'c' },
      data: { a: '1', b: 'ü' },
    },
  },
  {
    command: 'create secret generic s --from-literal=p=x',
    body: [
      'azhzAAoMCgJ2MRIGU2VjcmV0Eh0KEQoBcxIAGgAiACoAMgA4AEIAEgYKAXASAXgaABoAIg',
      'A=',
    ].join(''),
    object: {
      kind: 'Secret',
      apiVersion: 'v1',
      metadata: { name: 's' },
      data: { p: 'eA==' },
    },
  },
  {
    command: 'create deployment web --image=nginx:1 --replicas=0 --port=80',
    body: [
      'azhzAAoVCgdhcHBzL3YxEgpEZXBsb3ltZW50EroBCh8KA3dlYhIAGgAiACoAMgA4AEIAWg',
      'oKA2FwcBIDd2ViEogBCAASDAoKCgNhcHASA3dlYhpuChwKABIAGgAiACoAMgA4AEIAWgoK',
      'A2FwcBIDd2ViEk4SMAoFbmdpbngSB25naW54OjEqADIKCgAQABhQIgAqAEIAagByAIABAI',
      'gBAJABAKIBABoAMgBCAEoAUgBYAGAAaACCAQCKAQCaAQDCAQAiAgoAKAA4ABoMCAAQABgA',
      'IAAoADgAGgAiAA==',
    ].join(''),
    object: {
      kind: 'Deployment',
      apiVersion: 'apps/v1',
      metadata: { name: 'web', labels: { app: 'web' } },
      spec: {
        replicas: 0,
        selector: { matchLabels: { app: 'web' } },
        template: {
          metadata: { labels: { app: 'web' } },
          spec: {
            containers: [
              {
                name: 'nginx',
                image: 'nginx:1',
                ports: [{ containerPort: 80 }],
                resources: {},
              },
            ],
          },
        },
        strategy: {},
      },
      status: {},
    },
  },
  {
    command: 'create service nodeport s2 --tcp=80:8080 --node-port=30080',
    body: [
      'azhzAAoNCgJ2MRIHU2VydmljZRJnCh0KAnMyEgAaACIAKgAyADgAQgBaCQoDYXBwEgJzMh',
      'JCCh0KBzgwLTgwODASA1RDUBhQIgcIABCQPxoAKIDrARIJCgNhcHASAnMyGgAiCE5vZGVQ',
      'b3J0OgBCAFIAWgBgAGgAGgIKABoAIgA=',
    ].join(''),
    object: {
      kind: 'Service',
      apiVersion: 'v1',
      metadata: { name: 's2', labels: { app: 's2' } },
      spec: {
        ports: [
          {
            name: '80-8080',
            protocol: 'TCP',
            port: 80,
            targetPort: 8080,
            nodePort: 30080,
          },
        ],
        selector: { app: 's2' },
        type: 'NodePort',
      },
      status: { loadBalancer: {} },
    },
  },
  {
    command: 'create quota q --hard=cpu=0.5,pods=3 --scopes=BestEffort',
    body: [
      'azhzAAoTCgJ2MRINUmVzb3VyY2VRdW90YRI/ChEKAXESABoAIgAqADIAOABCABIoCg0KA2',
      'NwdRIGCgQ1MDBtCgsKBHBvZHMSAwoBMxIKQmVzdEVmZm9ydBoAGgAiAA==',
    ].join(''),
    object: {
      kind: 'ResourceQuota',
      apiVersion: 'v1',
      metadata: { name: 'q' },
      spec: { hard: { cpu: '500m', pods: '3' }, scopes: ['BestEffort'] },
      status: {},
    },
  },
  {
    command: 'create cronjob cj --image=busybox --schedule=*/5_*_*_*_* -- date',
    body: [
      'azhzAAoTCghiYXRjaC92MRIHQ3JvbkpvYhKkAQoSCgJjahIAGgAiACoAMgA4AEIAEosBCg',
      'sqLzUgKiAqICogKhoAKnoKEgoCY2oSABoAIgAqADIAOABCABJkMmIKEAoAEgAaACIAKgAy',
      'ADgAQgASThInCgJjahIHYnVzeWJveBoEZGF0ZSoAQgBqAHIAgAEAiAEAkAEAogEAGglPbk',
      'ZhaWx1cmUyAEIASgBSAFgAYABoAIIBAIoBAJoBAMIBABoAGgAiAA==',
    ].join(''),
    object: {
      kind: 'CronJob',
      apiVersion: 'batch/v1',
      metadata: { name: 'cj' },
      spec: {
        schedule: '*/5 * * * *',
        jobTemplate: {
          metadata: { name: 'cj' },
          spec: {
            template: {
              metadata: {},
              spec: {
                containers: [
                  {
                    name: 'cj',
                    image: 'busybox',
                    command: ['date'],
                    resources: {},
                  },
                ],
                restartPolicy: 'OnFailure',
              },
            },
          },
        },
      },
      status: {},
    },
  },
  {
    command: 'create clusterrole cr --verb=get --non-resource-url=/healthz',
    body: [
      'azhzAAorChxyYmFjLmF1dGhvcml6YXRpb24uazhzLmlvL3YxEgtDbHVzdGVyUm9sZRIlCh',
      'IKAmNyEgAaACIAKgAyADgAQgASDwoDZ2V0KggvaGVhbHRoehoAIgA=',
    ].join(''),
    object: {
      kind: 'ClusterRole',
      apiVersion: 'rbac.authorization.k8s.io/v1',
      metadata: { name: 'cr' },
      rules: [{ verbs: ['get'], nonResourceURLs: ['/healthz'] }],
    },
  },
  {
    command:
      'create rolebinding rb --clusterrole=view --user=u --serviceaccount=ns:sa --group=g',
    body: [
      'azhzAAorChxyYmFjLmF1dGhvcml6YXRpb24uazhzLmlvL3YxEgtSb2xlQmluZGluZxKxAQ',
      'oSCgJyYhIAGgAiACoAMgA4AEIAEiYKBFVzZXISGXJiYWMuYXV0aG9yaXphdGlvbi5rOHMu',
      'aW8aAXUiABInCgVHcm91cBIZcmJhYy5hdXRob3JpemF0aW9uLms4cy5pbxoBZyIAEhoKDl',
      'NlcnZpY2VBY2NvdW50EgAaAnNhIgJucxouChlyYmFjLmF1dGhvcml6YXRpb24uazhzLmlv',
      'EgtDbHVzdGVyUm9sZRoEdmlldxoAIgA=',
    ].join(''),
    object: {
      kind: 'RoleBinding',
      apiVersion: 'rbac.authorization.k8s.io/v1',
      metadata: { name: 'rb' },
      subjects: [
        { kind: 'User', apiGroup: 'rbac.authorization.k8s.io', name: 'u' },
        { kind: 'Group', apiGroup: 'rbac.authorization.k8s.io', name: 'g' },
        { kind: 'ServiceAccount', name: 'sa', namespace: 'ns' },
      ],
      roleRef: {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'ClusterRole',
        name: 'view',
      },
    },
  },
  {
    command:
      'create ingress i --rule=a.b/x*=svc:80,tls=t --class=nginx --default-backend=d:http',
    body: [
      'azhzAAofChRuZXR3b3JraW5nLms4cy5pby92MRIHSW5ncmVzcxJjChEKAWkSABoAIgAqAD',
      'IAOABCABJKCg8iDQoBZBIICgRodHRwEAASCAoDYS5iEgF0GiYKA2EuYhIfCh0KGwoCL3gS',
      'DSILCgNzdmMSBAoAEFAaBlByZWZpeCIFbmdpbngaAgoAGgAiAA==',
    ].join(''),
    object: {
      kind: 'Ingress',
      apiVersion: 'networking.k8s.io/v1',
      metadata: { name: 'i' },
      spec: {
        ingressClassName: 'nginx',
        defaultBackend: { service: { name: 'd', port: { name: 'http' } } },
        tls: [{ hosts: ['a.b'], secretName: 't' }],
        rules: [
          {
            host: 'a.b',
            http: {
              paths: [
                {
                  path: '/x',
                  pathType: 'Prefix',
                  backend: { service: { name: 'svc', port: { number: 80 } } },
                },
              ],
            },
          },
        ],
      },
      status: { loadBalancer: {} },
    },
  },
  {
    command: 'create poddisruptionbudget pdb1 --selector=a=b --min-available=50%',
    body: [
      'azhzAAogCglwb2xpY3kvdjESE1BvZERpc3J1cHRpb25CdWRnZXQSOQoUCgRwZGIxEgAaAC',
      'IAKgAyADgAQgASFQoJCAEQABoDNTAlEggKBgoBYRIBYhoKCAAYACAAKAAwABoAIgA=',
    ].join(''),
    object: {
      kind: 'PodDisruptionBudget',
      apiVersion: 'policy/v1',
      metadata: { name: 'pdb1' },
      spec: { minAvailable: '50%', selector: { matchLabels: { a: 'b' } } },
      status: {
        disruptionsAllowed: 0,
        currentHealthy: 0,
        desiredHealthy: 0,
        expectedPods: 0,
      },
    },
  },
  {
    command: 'create priorityclass pc --value=0 --description=x',
    body: [
      'azhzAAolChRzY2hlZHVsaW5nLms4cy5pby92MRINUHJpb3JpdHlDbGFzcxIxChIKAnBjEg',
      'AaACIAKgAyADgAQgAQABgAIgF4KhRQcmVlbXB0TG93ZXJQcmlvcml0eRoAIgA=',
    ].join(''),
    object: {
      kind: 'PriorityClass',
      apiVersion: 'scheduling.k8s.io/v1',
      metadata: { name: 'pc' },
      value: 0,
      description: 'x',
      preemptionPolicy: 'PreemptLowerPriority',
    },
  },
  {
    command: 'auth can-i get pods',
    body: [
      'azhzAAoyChdhdXRob3JpemF0aW9uLms4cy5pby92MRIXU2VsZlN1YmplY3RBY2Nlc3NSZX',
      'ZpZXcSPAoQCgASABoAIgAqADIAOABCABIeChwKB2RlZmF1bHQSA2dldBoAIgAqBHBvZHMy',
      'ADoAGggIABIAGgAgABoAIgA=',
    ].join(''),
    object: {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SelfSubjectAccessReview',
      metadata: {},
      spec: {
        resourceAttributes: { namespace: 'default', verb: 'get', resource: 'pods' },
      },
      status: { allowed: false },
    },
  },
];
