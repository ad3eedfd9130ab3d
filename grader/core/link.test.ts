import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Factory, ForbiddenImport, link } from './link.ts';

const test = suite('link');

const module = (body: Factory): Factory => body;
const linked = (
  factories: Readonly<Record<string, Factory>>,
  names: Readonly<Record<string, string>> = {},
): Readonly<Record<string, unknown>> =>
  link({
    factories: new Map(Object.entries(factories)),
    names: new Map(Object.entries(names)),
  }).module('01-store/mod.ts');

test('a module sees its own folder and the names it was given', () => {
  const exports = linked(
    {
      '01-store/mod.ts': module((require, exports) => {
        exports.all = [require('./a.ts'), require('#world')];
      }),
      '01-store/a.ts': module((_require, exports) => {
        exports.a = 1;
      }),
      '00-world/mod.ts': module((require, exports) => {
        exports.b = require('./clock.ts');
      }),
      '00-world/clock.ts': module((_require, exports) => {
        exports.c = 2;
      }),
    },
    { '#world': '00-world/mod.ts' },
  );

  assert.equal(exports.all, [{ a: 1 }, { b: { c: 2 } }]);
});

test('a module runs once, however many import it', () => {
  let runs = 0;
  const exports = linked({
    '01-store/mod.ts': module((require, exports) => {
      const [one, other] = [require('./a.ts'), require('./a.ts')];
      exports.same = one === other;
    }),
    '01-store/a.ts': module(() => {
      runs++;
    }),
  });

  assert.is(exports.same, true);
  assert.is(runs, 1);
});

test('two modules may import each other', () => {
  const exports = linked({
    '01-store/mod.ts': module((require, exports) => {
      const other = require('./other.ts') as { twice: (n: number) => number };
      exports.one = () => 1;
      exports.two = () => other.twice(1);
    }),
    '01-store/other.ts': module((require, exports) => {
      const mod = require('./mod.ts') as { one: () => number };
      exports.twice = (n: number) => n + mod.one();
    }),
  });

  assert.is((exports.two as () => number)(), 2);
});

test('everything else is forbidden, in words that say what is not', () => {
  const specifiers = [
    ...['node:fs', 'fs', 'process', '#store', '#world/node', 'lodash', ''],
    ...['../00-world/mod.ts', './../00-world/mod.ts', './absent.ts', './a'],
    ...['/etc/passwd', 'file:///etc/passwd', 'data:text/javascript,1'],
    ...['./constructor', '__proto__', 'constructor', './__proto__'],
  ];

  for (const specifier of specifiers) {
    const attempt = (): unknown =>
      linked(
        {
          '01-store/mod.ts': module((require) => {
            require(specifier);
          }),
          '00-world/mod.ts': module(() => {}),
        },
        { '#world': '00-world/mod.ts' },
      );

    assert.throws(attempt, (error: unknown) => {
      assert.instance(error, ForbiddenImport, specifier);
      const { message } = error as Error;
      return (
        message.includes(`imports '${specifier}'`) && message.includes('#world')
      );
    });
  }
});

test('what a module throws comes out as it is', () => {
  const thrown = { odd: true };

  assert.throws(
    () =>
      linked({
        '01-store/mod.ts': module(() => {
          throw thrown;
        }),
      }),
    (error: unknown) => error === thrown,
  );
});

test.run();
