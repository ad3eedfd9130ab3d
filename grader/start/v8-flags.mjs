// How long V8 waits before it optimizes. Most runs are over before optimized code would
// pay for its making; what is still hot after fifteen times the usual work is optimized
// all the same.

/** The flag by the major version of Node. V8 renames such flags: only those tried. */
const FLAGS = {
  20: '--interrupt-budget=1000000',
  22: '--invocation-count-for-turbofan=30000',
  24: '--invocation-count-for-turbofan=30000',
  26: '--invocation-count-for-turbofan=30000',
};

/** V8's flags for a short run of this Node. */
export const PATIENT = [FLAGS[process.versions.node.split('.')[0]] ?? []].flat();
