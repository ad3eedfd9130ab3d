// Work that is done again and again. apimachinery: wait.UntilWithContext. Chapter 23.
// Engine room: not told line by line.

import type { Clock, Millis, Timer } from '#world';

/**
 * Does `work` now, and every `period` after now; a time at which the last one is not
 * through yet is passed over. Returns its end.
 */
export function repeat(
  clock: Clock,
  period: Millis,
  work: () => Promise<void>,
): () => void {
  let timer: Timer | undefined;
  let isBusy = false;
  const turn = async (): Promise<void> => {
    timer = clock.after(period, turn);
    if (isBusy) return;
    isBusy = true;
    await work();
    isBusy = false;
  };
  void turn();
  return () => timer?.cancel();
}
