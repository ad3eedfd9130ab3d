// Right, and plain: loops and flags, a record made field by field, one pass over the zones,
// a time kept as a moment, and timers under the keys of Pods that are set anew.

import type { Mutant } from '../../../core/scenario.ts';

export const swaps: readonly Pick<Mutant, 'file' | 'swaps'>[] = [
  {
    file: 'health.ts',
    swaps: [
      [
        `  const { heartbeat, renewTime, created } = signs;
  let health: Health = { probe: now, heartbeat, renewTime: undefined };
  if (heartbeat === undefined)
    health = { ...(before ?? { probe: created, renewTime: undefined }), heartbeat };
  else if (before?.heartbeat === heartbeat) health = before;
  if (!isNewer(renewTime, before?.renewTime)) return health;
  return { ...health, probe: now, renewTime };
`,
        `  const isLeaseNews = isNewer(signs.renewTime, before?.renewTime);
  const hasReady = signs.heartbeat !== undefined;
  const isStatusNews = hasReady && signs.heartbeat !== before?.heartbeat;
  let probe = before === undefined ? signs.created : before.probe;
  let renewTime = before === undefined ? undefined : before.renewTime;
  if (isStatusNews) {
    probe = now;
    renewTime = undefined;
  }
  if (isLeaseNews) {
    probe = now;
    renewTime = signs.renewTime;
  }
  return { probe, heartbeat: signs.heartbeat, renewTime };
`,
      ],
    ],
  },
  {
    file: 'unknown.ts',
    swaps: [
      [
        `  const known = conditions.map((one) => {
    const isOurs = KUBELET_CONDITIONS.includes(one.type);
    return isOurs && one.status !== 'Unknown'
      ? { ...one, ...since, ...STOPPED }
      : one;
  });
  const missing = KUBELET_CONDITIONS.filter((type) => !findCondition(known, type));
  const never = { ...since, ...NEVER, lastHeartbeatTime: created };
  return [...known, ...missing.map((type) => ({ type, ...never }))];
`,
        `  const left = new Set(KUBELET_CONDITIONS);
  const told: NodeCondition[] = [];
  for (const one of conditions) {
    if (left.delete(one.type) && one.status !== 'Unknown')
      told.push(Object.assign({}, one, since, STOPPED));
    else told.push(one);
  }
  for (const type of left)
    told.push(Object.assign({ type, lastHeartbeatTime: created }, since, NEVER));
  return told;
`,
      ],
    ],
  },
  {
    file: 'zones.ts',
    swaps: [
      [
        `  const names = [...states.keys()];
  const isAll = names.every((zone) => states.get(zone) === 'FullDisruption');
  const wasAll = names.every((zone) => before.get(zone) === 'FullDisruption');
  if (isAll && wasAll) return { states, rates: new Map() };
`,
        `  let [isAll, wasAll] = [true, true];
  for (const [zone, state] of states) {
    if (state !== 'FullDisruption') isAll = false;
    if (before.get(zone) !== 'FullDisruption') wasAll = false;
  }
  const names = Array.from(states.keys());
  if (isAll && wasAll) return { states, rates: new Map() };
`,
      ],
    ],
  },
  {
    file: 'toleration-time.ts',
    swaps: [
      [
        `    const { tolerationSeconds = Number.POSITIVE_INFINITY } = used;
    shortest = Math.min(shortest, Math.max(tolerationSeconds, 0) * 1_000);
`,
        `    if (used.tolerationSeconds === undefined) continue;
    const time = used.tolerationSeconds < 0 ? 0 : used.tolerationSeconds * 1_000;
    if (time < shortest) shortest = time;
`,
      ],
    ],
  },
];
