// #apiserver/kubernetes: the tables that make the server of chapter 09 one of Kubernetes.
// Apart from #apiserver, so that whoever needs no tables doesn't carry them: 180 kB of
// source. Engine room: not told line by line. Chapter 09.

import { COLUMNS } from './columns/table.ts';
import { fieldValidation } from './field-validation.ts';
import { RESOURCES } from './kinds/table.ts';
import { decodeProtobuf, PROTOBUF } from './protobuf.ts';
import { scale } from './scale.ts';
import { requestor } from './strategies/requestor.ts';
import { STRATEGIES } from './strategies/table.ts';
import type { ApiServerOptions } from './types.ts';

export { DEFAULT_COLUMNS } from './columns/table.ts';
export { podSpecDefaults, templateDefaults } from './defaults/pod-spec.ts';
export { RESOURCES } from './kinds/table.ts';
export { qosClass } from './strategies/pods.ts';
export { podSpecFaults } from './validation/pod-spec.ts';
export { VERSION } from './version.ts';

type Data = Required<
  Pick<
    ApiServerOptions,
    | 'resources'
    | 'strategies'
    | 'columns'
    | 'decoders'
    | 'filters'
    | 'admission'
    | 'subresources'
  >
>;

/**
 * Every kind, what the real server fills in and refuses, how `kubectl get` shows it, the
 * bodies of kubectl since 1.32, and what becomes of fields that a kind has not. For
 * createApiServer, beside world, storage and the filters of one's own, which come first.
 */
export const KUBERNETES: Data = {
  resources: RESOURCES,
  strategies: STRATEGIES,
  columns: COLUMNS,
  decoders: { [PROTOBUF]: decodeProtobuf },
  filters: [fieldValidation],
  admission: [requestor],
  subresources: { '*/scale': scale },
};
