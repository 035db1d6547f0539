/** A formula wider than its column scrolls sideways: then, and only then, the keyboard must reach it. */
const watcher = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth) {
      target.setAttribute('tabindex', '0');
      target.setAttribute('role', 'group');
      target.setAttribute('aria-label', 'Formula, scrolls sideways');
    } else {
      for (const name of ['tabindex', 'role', 'aria-label']) target.removeAttribute(name);
    }
  }
});

/** Live formulas have a scroller of their own, in which the formula itself is hidden from screen readers. */
const formulas = document.querySelectorAll('.katex-display:not(.live-formula *)');
for (const formula of formulas) watcher.observe(formula);
