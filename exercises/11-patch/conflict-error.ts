// How a conflict of server-side apply is answered. Source: apimachinery 0.36,
// pkg/util/managedfields/internal/conflict.go. Chapter 11.
// Engine room: not told line by line.

import { applyConflict, type StatusError } from '#objects';
import { pathText } from './element.ts';
import { FieldSet, type Path } from './field-set.ts';
import type { Manager } from './managers.ts';

export function conflictError(conflicts: readonly Manager[]): StatusError {
  const all = [...conflicts]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((one) => ({
      ...one,
      fields: new FieldSet([...one.fields].sort(inOrder)),
    }));
  const causes = all.flatMap((manager) =>
    [...manager.fields].map((path) => ({
      reason: 'FieldManagerConflict',
      message: `conflict with ${managerText(manager)}`,
      field: pathText(path),
    })),
  );
  const message = `Apply failed with ${messageOf(all, causes.length)}`;
  return applyConflict(causes, message);
}

/** Step by step, and a place before what stands in it. */
function inOrder(a: Path, b: Path): number {
  const i = a.findIndex((element, at) => element !== b[at]);
  const [left, right] = [a[i], b[i]];
  if (left === undefined || right === undefined) return a.length - b.length;
  return left < right ? -1 : 1;
}

function messageOf(managers: readonly Manager[], many: number): string {
  const [first] = managers;
  if (many === 1 && first !== undefined) {
    const [path = []] = first.fields;
    return `1 conflict: conflict with ${managerText(first)}: ${pathText(path)}`;
  }
  const rows = managers.flatMap((manager) => [
    `conflicts with ${managerText(manager)}:`,
    ...Array.from(manager.fields, (path) => `- ${pathText(path)}`),
  ]);
  return `${many} conflicts: ${rows.join('\n')}`;
}

/** `"kubectl-edit" using v1`; who applied has one name in all versions. */
function managerText({
  name,
  operation,
  apiVersion,
  subresource,
}: Manager): string {
  const part =
    subresource === '' ? '' : ` with subresource ${JSON.stringify(subresource)}`;
  const version = operation === 'Update' ? ` using ${apiVersion}` : '';
  return `${JSON.stringify(name)}${part}${version}`;
}
