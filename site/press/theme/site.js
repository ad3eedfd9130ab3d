// What a page can do beyond being read: remember, copy, turn over, open what a link points
// to. A classic script, so that it works from a folder on disk too. Every text is there
// without it.

(() => {
  const root = document.documentElement;

  /** localStorage, or nothing where a browser refuses it. */
  function recall(key) {
    try {
      return localStorage.getItem(`kubewright.${key}`);
    } catch {
      return null;
    }
  }

  function keep(key, value) {
    try {
      localStorage.setItem(`kubewright.${key}`, value);
    } catch {
      // Nothing is lost but the memory of it.
    }
  }

  function themes() {
    const buttons = [...document.querySelectorAll('.themes button')];
    const show = (theme) => {
      if (theme === 'auto') delete root.dataset.theme;
      else root.dataset.theme = theme;
      for (const button of buttons) {
        button.setAttribute('aria-pressed', String(button.dataset.theme === theme));
      }
    };
    for (const button of buttons) {
      button.addEventListener('click', () => {
        keep('theme', button.dataset.theme);
        show(button.dataset.theme);
      });
    }
    show(root.dataset.theme ?? 'auto');
  }

  function copyButtons() {
    if (navigator.clipboard === undefined) return;
    for (const figure of document.querySelectorAll('figure.code')) {
      const code = figure.querySelector('pre');
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'copy';
      button.textContent = 'copy';
      button.addEventListener('click', async () => {
        await navigator.clipboard.writeText(`${code.textContent}\n`);
        button.textContent = 'copied';
        setTimeout(() => {
          button.textContent = 'copy';
        }, 1500);
      });
      figure.append(button);
    }
  }

  /** A block that scrolls can be reached and scrolled by keyboard; others take no stop. */
  function scrollers() {
    for (const block of document.querySelectorAll('pre, .table, .toc')) {
      const isWide = block.scrollWidth > block.clientWidth;
      if (isWide || block.scrollHeight > block.clientHeight) block.tabIndex = 0;
      else block.removeAttribute('tabindex');
    }
  }

  /** Arrow keys turn the page, unless something that has the focus wants them. */
  function turnPages() {
    document.addEventListener('keydown', (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      if (event.target !== document.body) return;
      const rel = { ArrowLeft: 'prev', ArrowRight: 'next' }[event.key];
      if (rel !== undefined) document.querySelector(`a[rel=${rel}]`)?.click();
    });
  }

  /** Where style alone can not unfold the list of chapters on a wide screen. */
  function unfoldList() {
    const list = document.querySelector('.toc > details');
    const able = CSS.supports('selector(::details-content)');
    if (!able && matchMedia('(min-width: 75rem)').matches) list.open = true;
  }

  function openTarget() {
    const target = document.getElementById(
      decodeURIComponent(location.hash.slice(1)),
    );
    let fold = target?.closest('details');
    if (!fold) return;
    for (; fold; fold = fold.parentElement.closest('details')) fold.open = true;
    target.scrollIntoView();
  }

  /** The search is loaded when it is first wanted: its index, its script, its style. */
  function search() {
    const open = document.createElement('button');
    open.type = 'button';
    open.className = 'search-open';
    open.textContent = 'Search';
    open.setAttribute('aria-keyshortcuts', '/');
    document.querySelector('.bar .themes').before(open);
    const load = (src, then) => {
      const script = document.createElement('script');
      script.src = src;
      script.addEventListener('load', then);
      script.addEventListener('error', () => {
        open.textContent = 'No search here: npm run site makes it';
      });
      document.head.append(script);
    };
    const begin = () => {
      if (open.disabled) return;
      if (globalThis.kubewrightSearch) return globalThis.kubewrightSearch();
      open.disabled = true;
      const style = document.createElement('link');
      style.rel = 'stylesheet';
      style.href = 'search.css';
      document.head.append(style);
      load('search-index.js', () =>
        load('search.js', () => {
          open.disabled = false;
        }),
      );
    };
    open.addEventListener('click', begin);
    document.addEventListener('keydown', (event) => {
      const typing = event.target.closest('input, textarea, select, dialog[open]');
      if (event.key !== '/' || typing || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      begin();
    });
  }

  /** A chapter notes that it is being read; the index offers it again. */
  function resume() {
    const offer = document.getElementById('resume');
    const heading = document.querySelector('main.chapter h1');
    if (heading !== null) {
      const file = location.pathname.split('/').at(-1);
      keep('last', `${file}\n${heading.textContent}`);
    }
    const [file, title] = (recall('last') ?? '').split('\n');
    if (offer === null || !/^\d\d-[\w-]+\.html$/.test(file)) return;
    const link = offer.querySelector('a');
    link.href = file;
    link.textContent = title;
    offer.hidden = false;
  }

  /** A button, and what it loads when it is pressed: a script of this chapter, and its style. */
  function loader(text, className, kind) {
    const [slug] = /\d\d-[a-z]+(?=[^/]*$)/.exec(location.pathname) ?? [];
    const open = document.createElement('button');
    open.type = 'button';
    open.className = `desk-open ${className}`;
    open.textContent = text;
    open.addEventListener('click', () => {
      open.disabled = true;
      open.textContent = 'Loading …';
      const [file, sheet] = kind;
      const style = document.createElement('link');
      style.rel = 'stylesheet';
      style.href = sheet;
      const script = document.createElement('script');
      script.src = `${slug}.${file}`;
      script.addEventListener('error', () => {
        open.textContent = 'It is not here: npm run site makes it';
      });
      document.head.append(style, script);
    });
    return open;
  }

  /** An exercise can be solved in the page: what that takes is loaded when it is wanted. */
  function desks() {
    for (const section of document.querySelectorAll('main.chapter .exercise')) {
      const open = loader('Solve it here', '', ['desk.js', 'desk.css']);
      section.querySelector('.steps').before(open);
    }
  }

  /** A program can be changed and run where it stands. */
  function programs() {
    for (const caption of document.querySelectorAll(
      'main.chapter figure.run > figcaption',
    )) {
      const kind = ['try.js', 'desk.css'];
      caption.append(loader('Change it, run it', 'try-open', kind));
    }
  }

  /** A figure can be played with, when somebody asks for it or a link names its state. */
  function islands() {
    for (const island of document.querySelectorAll('main.chapter kw-island')) {
      const kind = ['islands.js', 'island.css'];
      const open = loader('Play with it', 'island-open', kind);
      island.append(open);
      const follow = () => {
        const isNamed = location.hash.startsWith(`#${island.id}?`);
        if (isNamed && !customElements.get('kw-island')) open.click();
      };
      follow();
      addEventListener('hashchange', follow);
    }
  }

  function print() {
    addEventListener('beforeprint', () => {
      for (const fold of document.querySelectorAll('main details:not([open])')) {
        fold.open = true;
        fold.dataset.shut = '';
      }
    });
    addEventListener('afterprint', () => {
      for (const fold of document.querySelectorAll('details[data-shut]')) {
        fold.open = false;
        delete fold.dataset.shut;
      }
    });
  }

  themes();
  copyButtons();
  scrollers();
  turnPages();
  unfoldList();
  openTarget();
  resume();
  search();
  desks();
  programs();
  islands();
  print();
  addEventListener('hashchange', openTarget);
  addEventListener('resize', scrollers);
  // A block inside a fold has no width until it is opened.
  document.addEventListener('toggle', scrollers, true);
})();
