// Addresses of Pods. Each node takes them out of ranges of 256: out of its own podCIDR
// first, if somebody has given it one, and then out of 10.244.0.0 and what comes behind, as
// many as it needs.

interface Range {
  /** The number of its first address. */
  readonly base: number;
  /** Up to this one, without it. */
  readonly end: number;
  /** From here on none was ever given out. */
  next: number;
  readonly free: number[];
}

const RANGE_SIZE = 256;

export class PodAddresses {
  readonly #ranges = new Map<string, Range[]>();
  /** By the number of the address: whose range it came from. */
  readonly #taken = new Map<number, Range | undefined>();
  #made = 0;

  /** One that nobody has. */
  take(node: string, podCIDR?: string): string {
    const ranges = this.#rangesOf(node, podCIDR);
    for (const range of ranges) {
      const found = this.#takeFrom(range);
      if (found !== undefined) return textOf(found);
    }
    ranges.push(this.#newRange());
    return this.take(node);
  }

  /** A Pod had this one before we came. */
  adopt(address: string): void {
    this.#taken.set(numberOf(address), undefined);
  }

  release(address: string): void {
    const number = numberOf(address);
    this.#taken.get(number)?.free.push(number);
    this.#taken.delete(number);
  }

  #rangesOf(node: string, podCIDR: string | undefined): Range[] {
    let ranges = this.#ranges.get(node);
    if (ranges === undefined) {
      const own = podCIDR === undefined ? undefined : rangeOf(podCIDR);
      ranges = own === undefined ? [] : [own];
      this.#ranges.set(node, ranges);
    }
    return ranges;
  }

  #takeFrom(range: Range): number | undefined {
    const used = range.free.pop();
    if (used !== undefined && !this.#taken.has(used))
      return this.#give(used, range);
    while (range.next < range.end) {
      const number = range.next++;
      if (!this.#taken.has(number)) return this.#give(number, range);
    }
    return undefined;
  }

  #give(number: number, range: Range): number {
    this.#taken.set(number, range);
    return number;
  }

  /** 10.244.0.0 to 10.255.255.255, then 10.128.0.0 on: none of it is of Services. */
  #newRange(): Range {
    const made = this.#made++;
    const second = 128 + ((116 + (made >> 8)) % 128);
    return rangeFrom(numberOf(`10.${second}.${made & 255}.0`), RANGE_SIZE);
  }
}

/** Without the address of the network, that of its gateway and the broadcast one. */
function rangeFrom(base: number, size: number): Range {
  return { base, end: base + size - 1, next: base + 2, free: [] };
}

function rangeOf(cidr: string): Range | undefined {
  const [, address = '', bits = ''] =
    /^(\d+\.\d+\.\d+\.\d+)\/(\d+)$/.exec(cidr) ?? [];
  if (address === '') return undefined;
  return rangeFrom(numberOf(address), 2 ** (32 - Number(bits)));
}

function numberOf(address: string): number {
  return address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}

function textOf(number: number): string {
  const parts = [2 ** 24, 2 ** 16, 2 ** 8, 1];
  return parts.map((unit) => Math.floor(number / unit) % 256).join('.');
}
