import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { packed, unpacked } from './desk/folder.ts';
import { changedFiles, keep, NO_WORK, recall, type Shelf } from './desk/work.ts';

const test = suite('what a desk keeps');
const FILES = new Map([
  ['history.ts', 'export const a = 1;\n'],
  ['mod.ts', "export * from './history.ts';\n"],
]);

function shelf(): Shelf & { readonly texts: Map<string, string> } {
  const texts = new Map<string, string>();
  return {
    texts,
    getItem: (key) => texts.get(key) ?? null,
    setItem: (key, text) => texts.set(key, text),
  };
}

function refusal(deed: () => unknown): string {
  try {
    deed();
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
}

test('work is there again, and only what differs from the starter is kept', () => {
  const place = shelf();
  const files = changedFiles(FILES, { 'mod.ts': FILES.get('mod.ts') ?? '' });
  const work = { files, passed: ['1.1'], tried: true };

  assert.equal(Object.keys(files), ['history.ts']);
  assert.ok(keep(place, '01-store', work));
  assert.equal(recall(place, '01-store'), work);
  assert.equal(recall(place, '02-txn'), NO_WORK);
});

test('what can not be read is no work, and what can not be kept is said', () => {
  const place = shelf();
  const full: Shelf = {
    getItem: () => null,
    setItem: () => {
      throw new Error('full');
    },
  };

  for (const text of ['{', 'null', '1', '[]', '{"files":{"a":1},"passed":"x"}']) {
    place.texts.set('kubewright.desk.01-store', text);
    assert.equal(recall(place, '01-store'), NO_WORK, text);
  }
  assert.not(keep(full, '01-store', NO_WORK));
  assert.not(keep(undefined, '01-store', NO_WORK));
});

test('the folder comes back as it went, and is the same bytes each time', () => {
  const zip = packed('01-store', FILES);

  assert.equal(unpacked('01-store', [{ name: 'work.zip', bytes: zip }]), FILES);
  assert.equal(packed('01-store', FILES), zip);
});

test('files alone are taken too, whatever ends their lines', () => {
  const bytes = new TextEncoder().encode('a\r\nb\r\n');

  assert.equal(
    unpacked('01-store', [{ name: 'history.ts', bytes }]),
    new Map([['history.ts', 'a\nb\n']]),
  );
});

test('what is none of the exercise is refused with a sentence', () => {
  const bytes = new TextEncoder().encode('no archive');
  const zip = packed('02-txn', FILES);
  const said = (name: string, what: Uint8Array): string =>
    refusal(() => unpacked('01-store', [{ name, bytes: what }]));

  assert.match(said('a.zip', bytes), 'a.zip can not be read');
  assert.match(said('a.zip', zip), 'there is no file of 01-store in it');
  assert.match(said('a.txt', bytes), 'there is no file of 01-store in it');
});

test.run();
