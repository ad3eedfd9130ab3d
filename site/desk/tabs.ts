// The files of an exercise as tabs, those with something to write first.

import { button, el } from './dom.ts';
import { type Editor, openEditor } from './editor.ts';

export interface Tabs {
  readonly element: HTMLElement;
  show(name: string, line?: number): void;
  /** The text of a file changed from outside. */
  refresh(): void;
  readonly current: string;
}

export interface TabsOptions {
  readonly slug: string;
  readonly files: Map<string, string>;
  /** The files with holes, in the order in which the steps come to them; some twice. */
  readonly first: readonly string[];
  readonly onChange: () => void;
}

export function openTabs({ slug, files, first, onChange }: TabsOptions): Tabs {
  const names = [...new Set([...first, ...[...files.keys()].sort()])];
  const editors = new Map<string, Editor>();
  const list = el('div', {
    role: 'tablist',
    'aria-label': 'Files',
    class: 'desk-tabs',
  });
  const panel = el('div', {
    role: 'tabpanel',
    id: `desk-${slug}`,
    class: 'desk-panel',
  });
  let current = '';

  const tabs = new Map(
    names.map((name) => {
      const tab = button(name, () => show(name), {
        ...{ role: 'tab', 'aria-controls': panel.id, id: `tab-${slug}-${name}` },
      });
      if (!first.includes(name)) tab.classList.add('given');
      return [name, tab] as const;
    }),
  );
  list.append(...tabs.values());
  list.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next =
      names.at((names.indexOf(current) + step) % names.length) ?? current;
    show(next);
    tabs.get(next)?.focus();
  });

  function editorOf(name: string): Editor {
    const known = editors.get(name);
    if (known !== undefined) return known;
    const editor = openEditor(files.get(name) ?? '', name, (text) => {
      if (files.get(name) === text) return;
      files.set(name, text);
      onChange();
    });
    editors.set(name, editor);
    return editor;
  }

  function show(name: string, line?: number): void {
    current = name;
    for (const [other, tab] of tabs) {
      tab.setAttribute('aria-selected', String(other === name));
      tab.tabIndex = other === name ? 0 : -1;
    }
    const editor = editorOf(name);
    panel.setAttribute('aria-labelledby', `tab-${slug}-${name}`);
    panel.replaceChildren(editor.element);
    if (line !== undefined) editor.goTo(line);
  }

  show(names[0] ?? '');
  return {
    element: el('div', { class: 'desk-files' }, list, panel),
    show,
    refresh: () => {
      for (const [name, editor] of editors) editor.value = files.get(name) ?? '';
    },
    get current() {
      return current;
    },
  };
}
