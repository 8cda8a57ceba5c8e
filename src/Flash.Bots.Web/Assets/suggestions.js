// The list of commands above the composer: all that fit what is typed, and how the chosen one is used.

import { element } from './dom.js';

export class Suggestions {
  #list = document.getElementById('suggestions');
  #commands;
  #shown = [];
  #selected = 0;

  /** @param {HTMLTextAreaElement} field  @param {(command) => void} onChoose */
  constructor(field, commands, onChoose) {
    this.field = field;
    this.#commands = commands;
    this.onChoose = onChoose;
    // Pressing must not take the focus, or the keyboard of a phone folds away.
    this.#list.addEventListener('pointerdown', (event) => event.preventDefault());
  }

  get isOpen() {
    return this.#shown.length > 0;
  }

  /** The selected command stands in the field already, to its last letter. */
  get isTyped() {
    return this.field.value.trim() === `/${this.#shown[this.#selected].name}`;
  }

  update(text) {
    const typed = /^\/([a-z]*)$/i.exec(text);
    const used = /^\/([a-z]+)\s/i.exec(text);
    const name = (typed ?? used)?.[1].toLowerCase();
    this.#shown = typed ? this.#commands.filter((command) => command.name.startsWith(name)) : [];
    this.#selected = 0;
    const hint = used && !text.slice(used[0].length).trim() ? this.#commands.find((command) => command.name === name) : null;
    this.#list.replaceChildren(...(hint ? [row(hint, 'hint')] : this.#shown.map((command, index) => this.#option(command, index))));
    this.#list.hidden = !hint && !this.isOpen;
    this.#select(0);
  }

  close() {
    this.#shown = [];
    this.#list.hidden = true;
    this.#select(0);
  }

  move(by) {
    this.#select((this.#selected + by + this.#shown.length) % this.#shown.length);
  }

  choose() {
    const command = this.#shown[this.#selected];
    this.close();
    this.onChoose(command);
  }

  #option(command, index) {
    const option = row(command, '');
    option.id = `suggestion-${index}`;
    option.setAttribute('role', 'option');
    option.addEventListener('click', () => {
      this.#selected = index;
      this.choose();
    });
    return option;
  }

  #select(index) {
    this.#selected = index;
    this.field.setAttribute('aria-expanded', String(this.isOpen));
    if (!this.isOpen) {
      this.field.removeAttribute('aria-activedescendant');
      return;
    }

    [...this.#list.children].forEach((option, each) => option.setAttribute('aria-selected', String(each === index)));
    this.#list.children[index].scrollIntoView({ block: 'nearest' });
    this.field.setAttribute('aria-activedescendant', `suggestion-${index}`);
  }
}

const row = (command, className) => element('li', { class: className },
  element('b', {}, `/${command.name}`), element('span', {}, command.help), command.usage ? element('code', {}, command.usage) : null);
