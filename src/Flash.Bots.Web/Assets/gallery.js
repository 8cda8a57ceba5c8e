// The pictures of one message. Every new set is loaded and decoded first, then faded in over the one before: nothing flickers, nothing jumps.

import { element } from './dom.js';

export class Gallery {
  #layers = element('div');
  #handles = element('div', { class: 'handles' });
  #progress = element('div', { class: 'progress unknown', hidden: true }, element('i'));
  #badge = element('span', { class: 'badge', hidden: true, 'aria-hidden': 'true' }, 'GIF');
  #latest = '';
  #asked = 0;
  #shown = 0;

  constructor(onOpen) {
    this.onOpen = onOpen;
    this.element = element('div', { class: 'gallery' }, this.#layers, this.#handles, this.#progress, this.#badge);
  }

  /** @param pictures as the server lists them  @param {{ done: number | null } | null} work what is still going on */
  show(pictures, work) {
    this.#showWork(work);
    const wanted = pictures.map((picture) => picture.url).join(' ');
    if (wanted === this.#latest) {
      return;
    }

    this.#latest = wanted;
    if (pictures.length === 1 && isPlaceholder(pictures[0])) {
      this.#shown = ++this.#asked;
      this.#shape(pictures);
      this.#handles.replaceChildren();
      this.#put(element('div', { class: 'shimmer' }));
      return;
    }

    this.#fadeIn(pictures, ++this.#asked);
  }

  async #fadeIn(pictures, turn) {
    const images = pictures.map((picture) => element('img', { src: picture.url, alt: picture.altText, draggable: 'false' }));
    if (this.#layers.childElementCount === 0) {
      this.#shape(pictures);
      this.#layers.append(element('div', { class: 'shimmer' }));
    }

    const loaded = await Promise.allSettled(images.map((image) => image.decode()));
    // Sets load at their own pace: an older one that comes late is dropped, a newer one that is still loading holds no one up.
    if (turn < this.#shown || loaded.some((result) => result.status === 'rejected')) {
      return;
    }

    this.#shown = turn;

    this.#shape(pictures);
    this.#put(element('div', { class: 'layer entering' }, ...images));
    this.#showHandles(pictures);
    this.#badge.hidden = pictures[0].kind !== 'gif';
  }

  #put(layer) {
    const before = [...this.#layers.children];
    this.#layers.append(layer);
    const settle = () => before.forEach((old) => old.remove());
    if (layer.classList.contains('entering')) {
      layer.addEventListener('animationend', () => {
        layer.classList.remove('entering');
        settle();
      }, { once: true });
    } else {
      settle();
    }
  }

  /** The outer shape follows from the pictures' size, so it is known before a byte of them is loaded. */
  #shape(pictures) {
    const columns = columnsOf(pictures.length);
    const rows = Math.ceil(pictures.length / columns);
    const ratio = (columns * pictures[0].width) / (rows * pictures[0].height);
    this.element.style.setProperty('--columns', columns);
    this.element.parentElement?.parentElement?.style.setProperty('--ratio', ratio.toFixed(4));
  }

  /** Transparent buttons over the pictures; they stay while the pictures change below, so that focus is not lost. */
  #showHandles(pictures) {
    while (this.#handles.childElementCount > pictures.length) {
      this.#handles.lastChild.remove();
    }

    pictures.forEach((picture, index) => {
      const label = pictures.length === 1 ? `Open the picture: ${picture.altText}` : `Open picture ${index + 1} of ${pictures.length}: ${picture.altText}`;
      const handle = this.#handles.children[index]
        ?? this.#handles.appendChild(element('button', { type: 'button', onclick: () => this.onOpen(index) }));
      handle.setAttribute('aria-label', label);
    });
  }

  #showWork(work) {
    this.#progress.hidden = work === null;
    this.#progress.classList.toggle('unknown', work !== null && work.done === null);
    if (work?.done !== null && work?.done !== undefined) {
      this.#progress.style.setProperty('--done', work.done);
    }
  }
}

/** What stands in a message until the first preview; the page draws its own, which moves. */
export const isPlaceholder = (picture) => picture.fileName === 'waiting.jpg';

const columnsOf = (count) => (count <= 1 ? 1 : count <= 4 ? (count === 3 ? 3 : 2) : count <= 6 ? 3 : 4);
