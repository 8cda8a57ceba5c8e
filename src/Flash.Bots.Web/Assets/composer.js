// The message box: grows with its text, sends on Enter, suggests commands, and brings back what was sent before.

import { Sketch } from './sketch.js';
import { Suggestions } from './suggestions.js';
import { toast } from './toast.js';

export class Composer {
  #form = document.getElementById('composer');
  #field = document.getElementById('composer-text');
  #send = document.getElementById('send');
  #suggestions;
  #sketch = null;
  #picture = document.getElementById('picture');
  #replying = document.getElementById('replying');
  #answered = null; // the message that what is written answers
  #sent = [];
  #recalled = 0; // how far back in what was sent; 0 is what is being written

  /** @param {(text: string, about: { answered, picture }) => void} onSend */
  constructor(onSend) {
    this.onSend = onSend;
    this.#suggestions = new Suggestions(this.#field, JSON.parse(this.#form.dataset.commands), (command) => this.write(`/${command.name} `));
    if (this.#form.dataset.asYouType === 'on') {
      this.#sketch = new Sketch((seed) => this.#submit(seed));
    }

    this.#field.addEventListener('input', () => {
      this.#recalled = 0;
      this.#changed();
    });
    this.#field.addEventListener('keydown', (event) => this.#key(event));
    this.#field.addEventListener('blur', () => this.#suggestions.close());
    this.#field.addEventListener('focus', () => this.#suggestions.update(this.#field.value));
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#submit();
    });
    document.getElementById('replying-end').addEventListener('click', () => this.#endReply());
    document.getElementById('attach').addEventListener('click', () => this.#picture.click());
    this.#picture.addEventListener('change', () => {
      // A server that does not want to read so much hangs up, and the browser would only say that it is gone.
      if (this.#picture.files[0]?.size > Number(this.#picture.dataset.maxBytes)) {
        this.#endReply();
        toast(this.#picture.dataset.tooLarge, { error: true });
      } else if (this.#picture.files.length > 0) {
        this.#announce(`Starting from ${this.#picture.files[0].name}`);
        this.focus();
      }
    });
    document.addEventListener('keydown', (event) => this.#typedElsewhere(event));
    this.#field.value = sessionStorage.getItem('draft') ?? '';
    this.#changed();
  }

  focus() {
    this.#field.focus({ preventScroll: true });
  }

  write(text) {
    this.#field.value = text;
    this.focus();
    this.#field.setSelectionRange(text.length, text.length);
    this.#changed();
  }

  /** What is written next answers a message of Flash's. @param {string} text to begin with */
  reply(message, text) {
    this.#endReply();
    this.#answered = message;
    this.#announce(`Answering ${message.text.split('\n', 1)[0]}`);
    this.write(text);
  }

  #announce(words) {
    document.getElementById('replying-to').textContent = words;
    this.#replying.hidden = false;
  }

  #endReply() {
    this.#answered = null;
    this.#picture.value = '';
    this.#replying.hidden = true;
  }

  /** What the person said, oldest first, for the arrow keys. */
  remember(texts) {
    this.#sent = texts;
  }

  /** @param {number} [seed] of the picture that was shown while typing, if that one is wanted */
  #submit(seed) {
    const typed = this.#field.value.trim();
    if (typed) {
      const text = seed === undefined || /(^|\s)--seed\s/.test(typed) ? typed : `${typed} --seed ${seed}`;
      this.#field.value = '';
      this.#recalled = 0;
      this.#changed();
      this.#suggestions.close();
      const about = { answered: this.#answered, picture: this.#picture.files[0] ?? null };
      this.#endReply();
      this.onSend(text, about);
    }
  }

  #key(event) {
    if (event.isComposing) {
      return; // Enter belongs to the input method
    }

    if (this.#suggestions.isOpen && this.#suggestionKey(event)) {
      event.preventDefault();
    } else if (event.key === 'Enter' && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      this.#submit();
    } else if (event.key === 'Escape') {
      this.#suggestions.close();
      this.#endReply();
    } else if ((event.key === 'ArrowUp' || event.key === 'ArrowDown') && (this.#recalled > 0 || !this.#field.value)) {
      this.#recall(event);
    }
  }

  /** True when the key belonged to the suggestions. */
  #suggestionKey(event) {
    switch (event.key) {
      case 'ArrowDown': this.#suggestions.move(1); return true;
      case 'ArrowUp': this.#suggestions.move(-1); return true;
      case 'Enter':
        if (this.#suggestions.isTyped) {
          return false; // nothing to complete: it is sent
        }

        this.#suggestions.choose();
        return true;
      case 'Tab': this.#suggestions.choose(); return true;
      case 'Escape': this.#suggestions.close(); return true;
      default: return false;
    }
  }

  #recall(event) {
    const wanted = this.#recalled + (event.key === 'ArrowUp' ? 1 : -1);
    if (wanted >= 0 && wanted <= this.#sent.length) {
      event.preventDefault();
      this.write(wanted === 0 ? '' : this.#sent[this.#sent.length - wanted]);
      this.#recalled = wanted;
      this.#suggestions.close();
    }
  }

  /** A person who just types means the message box. */
  #typedElsewhere(event) {
    const elsewhere = !event.target.closest('textarea, input, dialog, [contenteditable]');
    const onControl = event.key === ' ' || event.key === 'Enter';
    if (elsewhere && event.key.length === 1 && !onControl && !event.ctrlKey && !event.metaKey && !event.altKey) {
      this.focus();
    }
  }

  #changed() {
    const text = this.#field.value;
    this.#send.disabled = !text.trim();
    this.#field.style.height = 'auto';
    this.#field.style.height = `${this.#field.scrollHeight}px`;
    sessionStorage.setItem('draft', text);
    this.#sketch?.follow(this.#answered && /^[+-]|->/.test(text) ? '' : text); // a change of words is no prompt
    if (document.activeElement === this.#field) {
      this.#suggestions.update(text);
    }
  }
}
