// What a client will take, read from its Accept header: media types with parameters, the
// most wanted first (RFC 9110, 12.5.1). Kubernetes asks for forms of its objects by
// parameters: `application/json;as=Table;v=v1;g=meta.k8s.io`.
// Engine room: not told line by line. Chapter 09.

/** One form that a client takes. */
export interface MediaRange {
  /** Lower case, `*` allowed: `application/json`, `*` + `/*`. */
  readonly type: string;
  /** Without q. Names in lower case. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** The forms that the client takes, most wanted first; of an absent header, any. */
export function mediaRanges(header: string | undefined): readonly MediaRange[] {
  if (header === undefined || header.trim() === '') return [ANYTHING];
  if (header === JSON_TYPE) return [JSON_ALONE];
  const ranges = header.split(',').map(rangeOf);
  const wanted = ranges.filter(({ quality }) => quality > 0);
  return wanted.sort((a, b) => b.quality - a.quality);
}

/** Whether a range without a form of its own takes this type. */
export function takes({ type }: MediaRange, wanted: string): boolean {
  if (type === wanted || type === '*/*') return true;
  const [main = ''] = wanted.split('/');
  return type === `${main}/*`;
}

const ANYTHING: MediaRange = { type: '*/*', parameters: {} };
const JSON_TYPE = 'application/json';
/** What most programs ask for: there is nothing in it to read. */
const JSON_ALONE: MediaRange = { type: JSON_TYPE, parameters: {} };

interface Weighed extends MediaRange {
  readonly quality: number;
}

function rangeOf(text: string): Weighed {
  const [type = '', ...pairs] = text.split(';').map((part) => part.trim());
  const parameters: Record<string, string> = Object.create(null);
  for (const pair of pairs) {
    const [name = '', value = ''] = pair.split('=').map((part) => part.trim());
    parameters[name.toLowerCase()] = value.replace(/^"(.*)"$/, '$1');
  }
  const { q = '1', ...rest } = parameters;
  const quality = Number(q);
  return {
    type: type.toLowerCase(),
    parameters: rest,
    quality: Number.isNaN(quality) ? 1 : quality,
  };
}
