// The map of the house, with which every chapter opens.

import {
  box,
  cylinder,
  frame,
  picture,
  pod,
  tip,
  watch,
  words,
  write,
} from './svg.ts';

/** What each part of the course adds to the house, as the map labels it. */
type Labels = Readonly<Record<number, string>>;

export interface MapOptions {
  /** The part where the reader is; undefined draws the map without "you are here". */
  readonly here?: number | undefined;
  /** The chapters of each part: `1–7`. */
  readonly labels: Labels;
}

const SAYS =
  'Map of the house. kubectl asks the API server, which alone writes to the store, etcd. ' +
  'Control loops and the scheduler watch the API server and write back. On each node a ' +
  'kubelet runs Pods, and a proxy leads traffic to them.';

function told(here: number | undefined): string {
  return here === undefined ? SAYS : `${SAYS} You are here: ${hereIs(here)}.`;
}

/** What the map marks for a part: `the store`. */
export function hereIs(part: number): string {
  return HERE[part] ?? 'the whole house';
}

const HERE: Readonly<Record<number, string>> = {
  0: 'the world under everything',
  1: 'the store',
  2: 'the API server',
  3: 'the control loops',
  4: 'the scheduler',
  5: 'the kubelet',
  6: 'the proxy and the network',
  7: 'kubectl, and the whole house behind it',
};

/** The map, for screens that have room. */
export function wideMap({ here, labels }: MapOptions): string {
  const look = (part: number) => ({
    note: `chapters ${labels[part] ?? ''}`,
    here: here === part,
  });
  const parts = [
    frame({ x: 498, y: 14, w: 188, h: 232 }, 'each node'),
    write('M132 135H244') +
      tip(244, 135, 'right') +
      words(146, 127, 'asks', 'quiet'),
    write('M312 168V206') +
      tip(312, 206, 'down') +
      words(322, 192, 'writes', 'quiet'),
    write('M263 66V102') +
      tip(263, 102, 'down') +
      watch('M293 102V66') +
      tip(293, 66, 'up'),
    write('M407 66V102') +
      tip(407, 102, 'down') +
      watch('M437 102V66') +
      tip(437, 66, 'up'),
    watch('M454 123H514') +
      tip(514, 123, 'right') +
      write('M514 147H454') +
      tip(454, 147, 'left'),
    watch('M454 158H482V203H514') + tip(514, 203, 'right'),
    box({ x: 2, y: 108, w: 130, h: 54 }, 'kubectl', look(7)),
    box({ x: 214, y: 12, w: 128, h: 54 }, 'control loops', look(3)),
    box({ x: 358, y: 12, w: 128, h: 54 }, 'scheduler', look(4)),
    box({ x: 244, y: 102, w: 210, h: 66 }, 'API server', look(2)),
    cylinder({ x: 244, y: 206, w: 136, h: 76 }, 'store (etcd)', look(1)),
    box({ x: 514, y: 108, w: 124, h: 54 }, 'kubelet', look(5)),
    box({ x: 514, y: 176, w: 124, h: 54 }, 'proxy', look(6)),
    write('M576 108V82') + pod(554, 70) + pod(576, 70) + pod(598, 70),
    words(614, 75, 'Pods', 'quiet'),
    legend(2, 232),
    ground(2, 300, 684, here === 0),
  ];
  return picture(690, 350, told(here), parts.join(''));
}

/** The map, for a phone. */
export function tallMap({ here, labels }: MapOptions): string {
  const look = (part: number) => ({
    note: labels[part] ?? '',
    here: here === part,
  });
  const parts = [
    write('M66 56V92') + tip(66, 92, 'down'),
    write('M148 56V92') +
      tip(148, 92, 'down') +
      watch('M166 92V56') +
      tip(166, 56, 'up'),
    write('M262 56V92') +
      tip(262, 92, 'down') +
      watch('M280 92V56') +
      tip(280, 56, 'up'),
    write('M52 148V180') + tip(52, 180, 'down'),
    watch('M166 148V186') +
      tip(166, 186, 'down') +
      write('M148 186V148') +
      tip(148, 148, 'up'),
    watch('M271 148V186') + tip(271, 186, 'down'),
    box({ x: 2, y: 6, w: 92, h: 50 }, 'kubectl', look(7)),
    box({ x: 104, y: 6, w: 106, h: 50 }, 'control loops', look(3)),
    box({ x: 220, y: 6, w: 98, h: 50 }, 'scheduler', look(4)),
    box({ x: 2, y: 92, w: 316, h: 56 }, 'API server', look(2)),
    cylinder({ x: 2, y: 180, w: 100, h: 72 }, 'store', look(1)),
    box({ x: 112, y: 186, w: 98, h: 50 }, 'kubelet', look(5)),
    box({ x: 220, y: 186, w: 98, h: 50 }, 'proxy', look(6)),
    ground(2, 262, 316, here === 0),
  ];
  return picture(320, 304, told(here), parts.join(''));
}

function legend(x: number, y: number): string {
  return [
    write(`M${x} ${y}H${x + 34}`) + tip(x + 34, y, 'right'),
    words(x + 44, y + 5, 'writes, asks', 'quiet'),
    watch(`M${x} ${y + 24}H${x + 34}`) + tip(x + 34, y + 24, 'right'),
    words(x + 44, y + 29, 'is watched by', 'quiet'),
  ].join('');
}

function ground(x: number, y: number, w: number, here: boolean): string {
  const wide = w > 400;
  const name = wide
    ? 'the world: time, chance, network, disk · chapter 0'
    : 'the world · chapter 0';
  return box({ x, y, w, h: 34 }, name, { here });
}
