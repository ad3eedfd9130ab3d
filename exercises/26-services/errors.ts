// Why a number can't be had. The texts are those of Kubernetes:
// pkg/registry/core/service/portallocator/allocator.go and ipallocator. Chapter 26.
// Engine room: not told line by line.

export class AllocationError extends Error {
  readonly code: 'NotInRange' | 'Allocated' | 'Full';
  /** Which was asked for; absent if any would have done. */
  readonly number: number | undefined;

  constructor(code: AllocationError['code'], message: string, number?: number) {
    super(message);
    this.name = 'AllocationError';
    this.code = code;
    this.number = number;
  }
}
