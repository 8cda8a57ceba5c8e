import { element } from './dom.js';

const toasts = document.getElementById('toasts');

/** Says something in passing. Errors stay longer; a click or Escape puts one away. */
export function toast(sentence, { error = false } = {}) {
  const shown = element('p', { class: error ? 'toast error' : 'toast', onclick: () => shown.remove() }, sentence);
  toasts.append(shown);
  while (toasts.children.length > 3) {
    toasts.firstChild.remove();
  }

  setTimeout(() => shown.classList.add('leaving'), error ? 6500 : 3500);
  setTimeout(() => shown.remove(), error ? 6900 : 3900);
}
