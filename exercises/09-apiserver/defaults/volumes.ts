// Volumes of a pod. Source: k8s.io/kubernetes pkg/apis/core/v1/defaults.go, 1.33.
// Engine room: not told line by line. Chapter 09.

import { at, recordAt, type Values } from '../values.ts';
import {
  changed,
  changedEach,
  changedIn,
  filled,
  filledZero,
  inTurn,
} from './filling.ts';
import { canonicalText } from './quantities.ts';

/** 0644, as JSON has it. */
const DEFAULT_MODE = 420;
const HOUR_SECONDS = 3600;

export function volumeDefaults(volume: Values): Values {
  const isEmpty = Object.keys(volume).every((name) => name === 'name');
  if (isEmpty) return { ...volume, emptyDir: {} };
  return inTurn(
    volume,
    (one) => changedIn(one, 'emptyDir', emptyDir),
    (one) => changedIn(one, 'secret', mode),
    (one) => changedIn(one, 'configMap', mode),
    (one) => changedIn(one, 'downwardAPI', downward),
    (one) => changedIn(one, 'projected', projected),
    (one) => changedIn(one, 'hostPath', (path) => filled(path, { type: '' })),
    (one) => changedIn(one, 'iscsi', iscsi),
    (one) => changedIn(one, 'ephemeral', ephemeral),
  );
}

function emptyDir(dir: Values): Values {
  const limit = at(dir, 'sizeLimit');
  return limit === undefined ? dir : { ...dir, sizeLimit: canonicalText(limit) };
}

const mode = (source: Values): Values =>
  filled(source, { defaultMode: DEFAULT_MODE });

const iscsi = (source: Values): Values =>
  filledZero(source, { iscsiInterface: 'default' });

export const fieldRef = (selector: Values): Values =>
  filledZero(selector, { apiVersion: 'v1' });

const downward = (source: Values): Values =>
  changedEach(mode(source), 'items', item);
const item = (one: Values): Values => changedIn(one, 'fieldRef', fieldRef);

function projected(source: Values): Values {
  return changedEach(mode(source), 'sources', (one) =>
    inTurn(
      one,
      (made) =>
        changedIn(made, 'serviceAccountToken', (token) =>
          filled(token, { expirationSeconds: HOUR_SECONDS }),
        ),
      (made) =>
        changedIn(made, 'downwardAPI', (api) => changedEach(api, 'items', item)),
    ),
  );
}

function ephemeral(source: Values): Values {
  return changedIn(source, 'volumeClaimTemplate', (template) =>
    changed(template, 'spec', claimSpec),
  );
}

/** Of a PersistentVolumeClaim, wherever it stands. */
export function claimSpec(spec: Values): Values {
  const full = filled(spec, { volumeMode: 'Filesystem' });
  return changedIn(full, 'resources', (resources) =>
    inTurn(
      resources,
      (one) => changedIn(one, 'requests', canonicalEach),
      (one) => changedIn(one, 'limits', canonicalEach),
    ),
  );
}

function canonicalEach(list: Values): Values {
  const entries = Object.entries(recordAt({ list }, 'list'));
  return Object.fromEntries(
    entries.map(([name, amount]) => [name, canonicalText(amount)]),
  );
}
