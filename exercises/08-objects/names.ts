// Which texts may be names, label keys and label values, and what is said of those that
// may not: to the letter as Kubernetes 1.36 has it, since people search for the words.
// Chapter 08.
// Engine room: not told line by line.

const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const LABEL_1035 = '[a-z]([-a-z0-9]*[a-z0-9])?';
const SUBDOMAIN = `${LABEL}(\\.${LABEL})*`;
const LABEL_KEY = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';
const LABEL_VALUE = `(${LABEL_KEY})?`;

/** The longest name of a DNS label, and of a label's key or value. In bytes. */
export const LABEL_MAX_BYTES = 63;
/** The longest DNS subdomain: most objects' names. In bytes. */
export const SUBDOMAIN_MAX_BYTES = 253;

const LABEL_SAYS =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character";
const LABEL_1035_SAYS =
  "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character";
const SUBDOMAIN_SAYS =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character";
const KEY_SAYS =
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";
const VALUE_SAYS =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";

const IS_LABEL = whole(LABEL);
const IS_LABEL_1035 = whole(LABEL_1035);
const IS_SUBDOMAIN = whole(SUBDOMAIN);
const IS_LABEL_KEY = whole(LABEL_KEY);
const IS_LABEL_VALUE = whole(LABEL_VALUE);
const KEY_WRONG = wrong(KEY_SAYS, LABEL_KEY, ['MyName', 'my.name', '123-abc']);

/** What is wrong with a name of a Namespace, a Service's port, a container. */
export function dnsLabelFaults(text: string): readonly string[] {
  const faults = tooLong(text, LABEL_MAX_BYTES, 'characters');
  if (IS_LABEL.test(text)) return faults;
  if (IS_SUBDOMAIN.test(text)) return [...faults, 'must not contain dots'];
  return [...faults, wrong(LABEL_SAYS, LABEL, ['my-name', '123-abc'])];
}

/** What is wrong with a name of nearly anything else. */
export function dnsSubdomainFaults(text: string): readonly string[] {
  return subdomainFaults(text, 'characters');
}

function subdomainFaults(text: string, unit: Unit): readonly string[] {
  const faults = tooLong(text, SUBDOMAIN_MAX_BYTES, unit);
  if (IS_SUBDOMAIN.test(text)) return faults;
  return [...faults, wrong(SUBDOMAIN_SAYS, SUBDOMAIN, ['example.com'])];
}

/** The older label, which may not begin with a digit: Services have it. */
export function dns1035LabelFaults(text: string): readonly string[] {
  const faults = tooLong(text, LABEL_MAX_BYTES, 'characters');
  if (IS_LABEL_1035.test(text)) return faults;
  return [...faults, wrong(LABEL_1035_SAYS, LABEL_1035, ['my-name', 'abc-123'])];
}

/** What is wrong with a label's key: a name, or a domain, a slash and a name. */
export function labelKeyFaults(key: string): readonly string[] {
  const [first = '', second, ...more] = key.split('/');
  if (more.length > 0) {
    const example =
      "an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')";
    return [`a valid label key ${KEY_WRONG} with ${example}`];
  }
  const name = second ?? first;
  const ofName =
    name === '' ? ['must be non-empty'] : tooLong(name, LABEL_MAX_BYTES, 'bytes');
  if (!IS_LABEL_KEY.test(name)) ofName.push(KEY_WRONG);
  return [
    ...prefixFaults(second === undefined ? undefined : first),
    ...ofName.map((fault) => `name part ${fault}`),
  ];
}

function prefixFaults(prefix: string | undefined): readonly string[] {
  if (prefix === undefined) return [];
  const faults =
    prefix === '' ? ['must be non-empty'] : subdomainFaults(prefix, 'bytes');
  return faults.map((fault) => `prefix part ${fault}`);
}

/** What is wrong with a label's value. It may be empty. */
export function labelValueFaults(value: string): readonly string[] {
  const faults = tooLong(value, LABEL_MAX_BYTES, 'bytes');
  if (IS_LABEL_VALUE.test(value)) return faults;
  const examples = ['MyValue', 'my_value', '12345'];
  return [...faults, wrong(VALUE_SAYS, LABEL_VALUE, examples)];
}

/** Since 1.35 a label's length is said in bytes; a name's is still in characters. */
type Unit = 'bytes' | 'characters';

function tooLong(text: string, most: number, unit: Unit): string[] {
  // What stands in a text is at most three bytes of UTF-8 each.
  if (3 * text.length <= most) return [];
  const bytes = new TextEncoder().encode(text).length;
  return bytes > most ? [`must be no more than ${most} ${unit}`] : [];
}

function whole(pattern: string): RegExp {
  return new RegExp(`^(?:${pattern})$`);
}

/** The stray comma behind each example is Kubernetes's own. */
function wrong(says: string, pattern: string, examples: readonly string[]): string {
  const given = examples.map((one) => `'${one}', `).join(' or ');
  return `${says} (e.g. ${given}regex used for validation is '${pattern}')`;
}
