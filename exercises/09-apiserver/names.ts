// What names of a kind may not be. Engine room: not told line by line. Chapter 09.

import { dns1035LabelFaults, dnsLabelFaults, dnsSubdomainFaults } from '#objects';
import type { Resource } from './types.ts';

/** Path segments: kinds whose names may hold a colon, or anything but a slash. */
export function namesOf({
  group,
  resource,
}: Resource): (name: string) => readonly string[] {
  if (group === 'rbac.authorization.k8s.io') return segmentFaults;
  if (group === '' && resource === 'namespaces') return dnsLabelFaults;
  if (group === '' && resource === 'services') return dns1035LabelFaults;
  return dnsSubdomainFaults;
}

/** apimachinery's IsPathSegmentName. */
export function segmentFaults(name: string): readonly string[] {
  if (name === '.' || name === '..') return [`may not be '${name}'`];
  const found = ['/', '%'].filter((char) => name.includes(char));
  return found.map((char) => `may not contain '${char}'`);
}
