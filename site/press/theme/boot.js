// Runs in the head, before anything is painted: notes that scripts run, and sets the colours
// that the reader chose.
(() => {
  const root = document.documentElement;
  root.classList.add('js');
  try {
    const theme = localStorage.getItem('kubewright.theme');
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
  } catch {}
})();
