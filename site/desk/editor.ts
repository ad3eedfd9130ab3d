// The editor of one file: a real text area with colours behind it, so that a browser's own
// search, undo, spelling and speech work in it.

import { createEditor, type PrismEditor } from 'prism-code-editor';
import { defaultCommands } from 'prism-code-editor/commands';
import 'prism-code-editor/prism/languages/typescript';

export interface Editor {
  readonly element: HTMLElement;
  value: string;
  focus(): void;
  /** Goes to a line, from 1. */
  goTo(line: number): void;
}

export function openEditor(
  value: string,
  label: string,
  onChange: (value: string) => void,
): Editor {
  const element = document.createElement('div');
  element.className = 'desk-code';
  const editor = createEditor(
    element,
    {
      language: 'typescript',
      value,
      tabSize: 2,
      insertSpaces: true,
      wordWrap: false,
    },
    defaultCommands(),
  );
  const { textarea } = editor;
  textarea.setAttribute('aria-label', label);
  textarea.spellcheck = false;
  editor.on('update', (text) => onChange(text));
  return {
    element,
    get value() {
      return editor.value;
    },
    set value(text: string) {
      if (text !== editor.value) editor.setOptions({ value: text });
    },
    focus: () => textarea.focus(),
    goTo: (line) => goTo(editor, line),
  };
}

function goTo(editor: PrismEditor, line: number): void {
  const lines = editor.value.split('\n').slice(0, line - 1);
  const at = lines.reduce((sum, text) => sum + text.length + 1, 0);
  editor.textarea.setSelectionRange(at, at);
  editor.textarea.focus();
}
