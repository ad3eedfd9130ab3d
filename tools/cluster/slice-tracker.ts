// What is known of the slices of Services beyond the copy: which the controller has written
// since. So it never works on a copy that has not heard of its own writes. Kubernetes:
// staging/src/k8s.io/endpointslice/util/endpointslice_tracker.go.

import type { EndpointSlice } from './endpoint-objects.ts';

/** Of a slice that was deleted, and whose end the copy hasn't told. */
const GONE = -1;

export class SliceTracker {
  /** By the key of a Service: the generation that each of its slices has at least. */
  readonly #known = new Map<string, Map<string, number>>();

  written(key: string, slice: EndpointSlice): void {
    const known = this.#known.get(key) ?? new Map<string, number>();
    this.#known.set(key, known.set(uidOf(slice), generationOf(slice)));
  }

  deleted(key: string, slice: EndpointSlice): void {
    const known = this.#known.get(key);
    if (known?.has(uidOf(slice))) known.set(uidOf(slice), GONE);
  }

  /** Whether the copy is older than what was written. */
  isStale(key: string, copy: readonly EndpointSlice[]): boolean {
    const known = this.#known.get(key) ?? new Map<string, number>();
    const seen = new Set(copy.map(uidOf));
    for (const slice of copy) {
      const least = known.get(uidOf(slice));
      if (least === GONE || (least ?? 0) > generationOf(slice)) return true;
    }
    for (const [uid, least] of known) {
      if (least !== GONE && !seen.has(uid)) return true;
    }
    return false;
  }

  /** Whether somebody else has written it. */
  isForeign(key: string, slice: EndpointSlice): boolean {
    const least = this.#known.get(key)?.get(uidOf(slice));
    return least === undefined || generationOf(slice) > least;
  }

  /** The copy tells its end. Answers whether somebody else has deleted it. */
  ended(key: string, slice: EndpointSlice): boolean {
    const known = this.#known.get(key);
    const least = known?.get(uidOf(slice));
    known?.delete(uidOf(slice));
    return least !== undefined && least !== GONE;
  }

  forget(key: string): void {
    this.#known.delete(key);
  }
}

function uidOf({ metadata }: EndpointSlice): string {
  return metadata.uid ?? '';
}

function generationOf({ metadata }: EndpointSlice): number {
  return metadata.generation ?? 0;
}
