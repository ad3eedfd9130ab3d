// The query's fieldValidation: whether fields that a kind has not, or that are said twice,
// are refused, told, or left unsaid. What is of a wrong type is refused in any case.
// Source: k8s.io/apiserver pkg/endpoints/handlers/create.go, patch.go, rest.go, 1.36.
// It is a filter, as only the text of a body knows what was said twice.
// Engine room: not told line by line. Chapter 09.

import { badRequest, invalid, invalidField } from '#objects';
import { mediaType } from './decode.ts';
import { messageOfKind } from './messages/messages.ts';
import { inspect } from './strict-json.ts';
import { textOf } from './text.ts';
import type { Filter, RequestContext } from './types.ts';
import { unsupported } from './validation/faults.ts';

const DIRECTIVES = ['', 'Ignore', 'Strict', 'Warn'];
const WRITING = ['create', 'update', 'patch'];

/** Where a patch is written as the object would be. */
const LIKE_OBJECTS = [
  '',
  'application/json',
  'application/merge-patch+json',
  'application/strategic-merge-patch+json',
  'application/apply-patch+yaml',
];

export const fieldValidation: Filter = (context, next) => {
  if (context.resource !== undefined && WRITING.includes(context.info.verb))
    check(context);
  return next();
};

function check(context: RequestContext): void {
  const { request, query } = context;
  const directive = query.get('fieldValidation') ?? '';
  if (!DIRECTIVES.includes(directive)) throw wrongDirective(context, directive);
  const kind = kindOf(context);
  const message = messageOfKind(kind.group, kind.version, kind.kind);
  if (message === undefined || !LIKE_OBJECTS.includes(mediaType(request))) return;
  const text = textOf(request.body ?? '');
  const findings = inspect(text, message);
  if (findings === undefined) return;
  const { strict, wrong } = findings;
  if (wrong !== undefined) throw refusal(context, text, wrong);
  if (strict.length === 0 || directive === 'Ignore') return;
  if (directive === 'Strict') {
    const says = `strict decoding error: ${strict.join(', ')}`;
    throw refusal(context, text, says);
  }
  context.warnings.push(...strict);
}

/** What the body is of: a subresource may have a kind of its own. */
function kindOf({ resource, subresource }: RequestContext) {
  const {
    group = '',
    version = '',
    kind = '',
  } = subresource?.kind ?? resource ?? {};
  return { group, version, kind };
}

function refusal(context: RequestContext, text: string, says: string): Error {
  const { kind, version } = kindOf(context);
  if (context.info.verb !== 'patch')
    return badRequest(
      `${kind} in version ${JSON.stringify(version)} cannot be handled as a ${kind}: ${says}`,
    );
  if (mediaType(context.request) === 'application/apply-patch+yaml')
    return badRequest(says);
  return invalid({ group: '', kind: '' }, '', [invalidField('patch', text, says)]);
}

function wrongDirective({ info }: RequestContext, directive: string): Error {
  const kinds: Readonly<Record<string, string>> = {
    ...{ create: 'CreateOptions', update: 'UpdateOptions', patch: 'PatchOptions' },
  };
  const of = { group: 'meta.k8s.io', kind: kinds[info.verb] ?? '' };
  return invalid(of, '', [unsupported('fieldValidation', directive, DIRECTIVES)]);
}
