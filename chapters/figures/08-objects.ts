// The figures of chapter 08, drawn by asking the chapter's module.

import {
  apiVersionOf,
  type Condition,
  canonical,
  matches,
  parseQuantity,
  parseSelector,
  setCondition,
} from '#objects';
import {
  arrow,
  axis,
  bar,
  box,
  dot,
  fresh,
  gone,
  picture,
  pod,
  type State,
  scale,
  strip,
  words,
} from '../../site/press/drawing.ts';

/** What names an object: its place in the URL, and what stands in it. */
export function names(): string {
  const of = { group: 'apps', version: 'v1', kind: 'Deployment' };
  const rows: readonly (readonly [string, string, string])[] = [
    ['API version', apiVersionOf(of), `apiVersion: ${apiVersionOf(of)}`],
    ['resource', 'deployments', `kind: ${of.kind}`],
    ['namespace', 'default', 'namespace: default'],
    ['name', 'web', 'name: web'],
  ];
  const drawn = rows.map(([what, url, field], i) => {
    const y = 40 + i * 34;
    return (
      words(2, y + 19, what, 'quiet') +
      box({ x: 78, y, w: 108, h: 28 }, url) +
      words(192, y + 19, field, 'small')
    );
  });
  return picture(
    320,
    186,
    'The URL /apis/apps/v1/namespaces/default/deployments/web, part by part: group and ' +
      'version are the apiVersion of the object, the resource stands for its kind, and ' +
      'namespace and name are in its metadata. In the URL the namespace comes first.',
    words(78, 24, 'in the URL', 'bold'),
    words(192, 24, 'in the object', 'bold'),
    ...drawn,
  );
}

const PODS = [
  { app: 'web', env: 'prod' },
  { app: 'web', env: 'test' },
  { app: 'web' },
  { app: 'db' },
];

/** Four Pods, and which of them three selectors find. */
export function sets(): string {
  const show = (text: string): State => {
    const selector = parseSelector(text);
    const rows = PODS.map((labels, i) => {
      const y = 22 + i * 30;
      const said = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
      const shape = pod(14, y - 4) + words(32, y, said.join(' '), 'small');
      return matches(selector, labels) ? fresh(shape) : shape;
    });
    return { title: text, w: 190, h: 126, body: rows };
  };
  return strip(
    'Four Pods: web in prod, web in test, web without an env, db without one. app=web finds ' +
      'the first three; env!=prod finds the last three; app=web,env!=prod the second and third.',
    [show('app=web'), show('env!=prod'), show('app=web,env!=prod')],
  );
}

/** A text, its words, and the requirement that is made of them. */
export function reading(): string {
  const text = 'env in (test,,dev)';
  const [made] = parseSelector(text).requirements;
  const parts = ['env', 'in', '(', 'test', ',', ',', 'dev', ')'];
  let x = 2;
  const boxes = parts.map((part) => {
    const w = 16 + part.length * 8;
    const drawn = box({ x, y: 46, w, h: 28 }, part, { here: part === 'in' });
    x += w + 6;
    return drawn;
  });
  const values = (made?.values ?? []).map((value) => `"${value}"`).join(' ');
  const rows = [
    ['key', made?.key ?? ''],
    ['operator', made?.operator ?? ''],
    ['values', values],
  ].map(
    ([name = '', value = ''], i) =>
      words(20, 128 + i * 24, name, 'quiet') + words(96, 128 + i * 24, value),
  );
  return picture(
    316,
    186,
    `The text ${text} is eight words; they make one requirement: key env, operator in, ` +
      `values ${values}. The empty place between the commas is the empty value, and the ` +
      'values are sorted.',
    words(2, 26, text, 'mono'),
    ...boxes,
    arrow([30, 80], [30, 106]),
    ...rows,
  );
}

/** One amount on the ladder of its suffixes. */
export function ladder(): string {
  const climb = (title: string, text: string, units: readonly string[]): State => {
    const stays = canonical(parseQuantity(text));
    const rows = units.map((unit, i) => {
      const y = 116 - i * 26;
      if (unit === stays) return fresh(words(20, y, unit, 'bold'));
      return unit.includes('.') ? gone(words(20, y, unit)) : words(20, y, unit);
    });
    return { title, w: 150, h: 128, body: rows };
  };
  return strip(
    '1.5Gi is 1610612736 bytes, 1572864Ki, 1536Mi and 1.5Gi: it stays at 1536Mi, the ' +
      'highest rung without a fraction. 0.5 is 500000000n, 500000u, 500m and 0.5: 500m.',
    [
      climb('1.5Gi', '1.5Gi', ['1610612736', '1572864Ki', '1536Mi', '1.5Gi']),
      climb('0.5', '0.5', ['500000000n', '500000u', '500m', '0.5']),
    ],
  );
}

/** A kubelet that reports, and the time that moves when it should. */
export function since(): string {
  const reports = ['True', 'True', 'False', 'False', 'True'] as const;
  const at = scale([0, 40], [20, 240]);
  let conditions: readonly Condition[] = [];
  const rows = reports.map((status, i) => {
    const now = String(i * 10).padStart(2, '0');
    const told = { type: 'Ready', status, reason: 'Told', message: '' };
    conditions = setCondition(conditions, told, now);
    const from = Number(conditions[0]?.lastTransitionTime);
    const y = 20 + i * 30;
    const [start, end] = [at(from), at(i * 10)];
    const lasts = end > start ? bar(y, [start, end], '') : '';
    const line = lasts + dot(end, y + 10) + words(end + 10, y + 15, status);
    return from === i * 10 && i > 0 ? fresh(line) : line;
  });
  return picture(
    320,
    206,
    'Five reports, ten seconds apart: True, True, False, False, True. Each bar runs from ' +
      'lastTransitionTime to the report: from 0, from 0, from 20, from 20 again, from 40.',
    words(2, 12, 'lastTransitionTime to report', 'quiet'),
    ...rows,
    axis(
      180,
      [10, 300],
      at,
      [0, 20, 40].map((s) => ({ at: s, text: `${s} s` })),
    ),
  );
}
