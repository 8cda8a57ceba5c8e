// Stays at the newest message while the reader is there, and stays put while the reader is elsewhere.

const near = 90; // pixels from the end that still count as being there

export class Scroller {
  #scroller = document.getElementById('scroller');
  #toEnd = document.getElementById('to-end');
  #count = document.getElementById('to-end-count');
  #pinned = true;
  #unread = 0;

  constructor() {
    this.#scroller.addEventListener('scroll', () => this.#look(), { passive: true });
    this.#toEnd.addEventListener('click', () => this.toEnd({ smooth: true }));
    const keep = new ResizeObserver(() => {
      if (this.#pinned) {
        this.#scroller.scrollTop = this.#scroller.scrollHeight;
      }

      this.#look();
    });
    keep.observe(this.#scroller);
    keep.observe(this.#scroller.firstElementChild);
  }

  toEnd({ smooth = false } = {}) {
    this.#pinned = true;
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.#scroller.scrollTo({ top: this.#scroller.scrollHeight, behavior: smooth && !calm ? 'smooth' : 'instant' });
  }

  /** Something new stands at the end. */
  arrived() {
    if (!this.#pinned) {
      this.#unread += 1;
      this.#look();
    }
  }

  /** Puts earlier messages above without moving what is being read. */
  prepend(change) {
    const before = this.#scroller.scrollHeight - this.#scroller.scrollTop;
    this.#pinned = false;
    change();
    this.#scroller.scrollTop = this.#scroller.scrollHeight - before;
  }

  #look() {
    const left = this.#scroller.scrollHeight - this.#scroller.scrollTop - this.#scroller.clientHeight;
    this.#pinned = left < near;
    if (this.#pinned) {
      this.#unread = 0;
    }

    this.#toEnd.hidden = this.#pinned;
    this.#count.hidden = this.#unread === 0;
    this.#count.textContent = this.#unread;
  }
}
