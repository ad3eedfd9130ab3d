/**
 * Says, without a compiler, which brackets are open at a place of a masked text,
 * and whether statements of a function can stand there. It knows how this project
 * writes TypeScript (semicolons, formatted), and no more: it is there to tell an
 * author early that a hole sits at a wrong place.
 */

/** A bracket that is open, and the text of the statement before it. */
export interface Open {
  readonly bracket: string;
  readonly at: number;
  readonly head: string;
}

const HEAD_KEPT = 400;
const CONTROL = /\b(?:if|for|while|switch|catch|with|await)\s*\(\)$/;
const CALLABLE = /=>$|\(\)(?:\s*:\s*[^;=?]*[^\s;=?:])?$/;
const CLASS = /\b(?:class|interface|namespace)\s[^{}]*$/;
const BLOCK =
  /^$|\{\}$|\b(?:else|try|finally|do|static|catch)$|\b(?:case\b.*|default):$/s;

/** The brackets open at `offset`, the outermost first. */
export function openAt(masked: string, offset: number): readonly Open[] {
  const open: Open[] = [];
  let head = '';
  for (const match of masked
    .slice(0, offset)
    .matchAll(/[()[\]{};]|[^()[\]{};]+/g)) {
    const token = match[0];
    if ('([{'.includes(token)) {
      open.push({ bracket: token, at: match.index, head });
      head = '';
    } else if (')]}'.includes(token)) {
      const opened = open.pop();
      head = `${opened?.head ?? ''}${opened?.bracket ?? ''}${token}`;
    } else {
      head = token === ';' ? '' : (head + token).slice(-HEAD_KEPT);
    }
  }
  return open;
}

/** Whether statements can stand here, and some function holds them. */
export function insideFunction(open: readonly Open[]): boolean {
  const innermost = open.at(-1);
  if (innermost === undefined || !isBlock(innermost)) return false;
  return open.some(isFunction);
}

function isFunction({ bracket, head }: Open): boolean {
  const text = head.trim();
  if (bracket !== '{' || CONTROL.test(text) || CLASS.test(text)) return false;
  return CALLABLE.test(text);
}

function isBlock(open: Open): boolean {
  const text = open.head.trim();
  if (open.bracket !== '{') return false;
  return isFunction(open) || CONTROL.test(text) || BLOCK.test(text);
}
