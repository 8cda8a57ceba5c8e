// As you type: a small picture of the text so far. The seed stays the same until the text is sent or cleared, so the picture evolves with it.

import { element } from './dom.js';

const pause = 120; // ms without a keystroke before a picture is asked for
const shortest = 3; // letters

export class Sketch {
  #button = document.getElementById('sketch');
  #frame = document.getElementById('sketch-frame');
  #seed = newSeed();
  #timer;
  #asked = null; // what to cancel when the text goes on
  #address = null;

  /** @param {(seed: number) => void} onChoose the person wants this very picture drawn in full */
  constructor(onChoose) {
    this.#button.addEventListener('pointerdown', (event) => event.preventDefault());
    this.#button.addEventListener('click', () => onChoose(this.#seed));
  }

  /** What stands in the message box now. */
  follow(text) {
    clearTimeout(this.#timer);
    this.#asked?.abort();
    if (text.trim().length < shortest) {
      this.#clear();
    } else {
      this.#timer = setTimeout(() => this.#draw(text), pause);
    }
  }

  async #draw(text) {
    const asked = new AbortController();
    this.#asked = asked;
    try {
      const response = await fetch('/playground/sketch', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-Flash': '1' },
        body: JSON.stringify({ text, seed: this.#seed }),
        signal: asked.signal,
      });
      // While the text is no prompt (a half-typed option, another command) the picture before stays. A sketch that fails is not worth a word.
      if (response.status === 200) {
        await this.#show(await response.blob(), text, asked);
      }
    } catch (error) {
      if (!asked.signal.aborted && !(error instanceof TypeError)) {
        throw error;
      }
    }
  }

  async #show(picture, text, asked) {
    const address = URL.createObjectURL(picture);
    const image = element('img', { src: address, alt: '' });
    await image.decode();
    if (asked.signal.aborted) {
      URL.revokeObjectURL(address);
      return;
    }

    const before = [...this.#frame.children];
    const old = this.#address;
    this.#address = address;
    this.#button.setAttribute('aria-label', `Draw this in full: ${text}`);
    this.#button.style.setProperty('--ratio', (image.naturalWidth / image.naturalHeight).toFixed(4));
    this.#button.hidden = false;
    this.#frame.append(image);
    image.addEventListener('animationend', () => {
      before.forEach((each) => each.remove());
      URL.revokeObjectURL(old);
    }, { once: true });
  }

  #clear() {
    this.#button.hidden = true;
    this.#frame.replaceChildren();
    URL.revokeObjectURL(this.#address);
    this.#seed = newSeed();
  }
}

const newSeed = () => crypto.getRandomValues(new Uint32Array(1))[0];
