// The list of messages: keeps them in order, one element each, with the days between them.

import { element } from './dom.js';
import { dayKey, dayName } from './format.js';
import { MessageView } from './message.js';

export class ConversationView {
  #list = document.getElementById('messages');
  #views = new Map(); // by id, or by client id while a message is on its way
  #actions;

  constructor(actions) {
    this.#actions = { ...actions, onQuote: (id) => this.#call(id) };
  }

  get isEmpty() {
    return this.#views.size === 0;
  }

  get oldestId() {
    return Math.min(...this.#messages().map((message) => message.id ?? Infinity));
  }

  /** What the person said, oldest first. */
  get ownTexts() {
    return this.#messages().filter((message) => message.mine).map((message) => message.text);
  }

  get anyRunning() {
    return [...this.#list.children].some((item) => item.querySelector('.progress:not([hidden])'));
  }

  /** Shows a message or its newer revision. Returns its view when it is new on the page, otherwise null. */
  put(message, { arriving }) {
    const known = this.#views.get(message.id ?? message.clientId) ?? this.#views.get(message.clientId);
    if (message.deleted) {
      this.remove(message.id);
      return null;
    }

    if (known) {
      this.#update(known, message);
      return null;
    }

    const view = new MessageView(message, this.#actions, this.#quoted(message));
    view.element.classList.toggle('arriving', arriving);
    view.element.addEventListener('animationend', () => view.element.classList.remove('arriving'), { once: true });
    this.#views.set(message.id ?? message.clientId, view);
    this.#insert(view);
    return view;
  }

  find(key) {
    return this.#views.get(key);
  }

  remove(key) {
    this.#views.get(key)?.element.remove();
    this.#views.delete(key);
    this.#regroup();
  }

  #messages() {
    return [...this.#views.values()].map((view) => view.message).sort((one, other) => (one.id ?? Infinity) - (other.id ?? Infinity));
  }

  /** Events can repeat what history already brought; only newer revisions count. */
  #update(view, message) {
    if (view.message.id && view.message.revision >= message.revision) {
      return;
    }

    const sent = !view.message.id && message.id;
    view.show(message);
    if (sent) {
      this.#views.delete(message.clientId);
      this.#views.set(message.id, view);
      this.#insert(view);
    }
  }

  #insert(view) {
    const id = view.message.id ?? Infinity;
    const later = [...this.#views.values()].filter((each) => each !== view && (each.message.id ?? Infinity) > id)
      .sort((one, other) => (one.message.id ?? Infinity) - (other.message.id ?? Infinity))[0];
    // Moving an element that is already in place would restart its animation and lose its focus.
    if (view.element.parentElement !== this.#list || nextMessage(view.element) !== (later?.element ?? null)) {
      this.#list.insertBefore(view.element, later?.element ?? null);
    }

    this.#regroup();
  }

  /** Sets the days, and draws messages of one side that follow each other closely as a group. */
  #regroup() {
    this.#list.querySelectorAll('.day').forEach((day) => day.remove());
    let day = '';
    let before = null;
    for (const message of this.#messages()) {
      const item = this.#views.get(message.id ?? message.clientId).element;
      const date = new Date(message.sentAt);
      if (dayKey(date) !== day) {
        day = dayKey(date);
        before = null;
        item.before(element('li', { class: 'day' }, element('time', { datetime: message.sentAt }, dayName(date))));
      }

      item.classList.toggle('follows', before !== null && before.mine === message.mine && date - new Date(before.sentAt) < 120_000);
      before = message;
    }
  }

  /** An answer shows what it answers, unless that stands right above it. */
  #quoted(message) {
    const quoted = this.#views.get(message.replyTo)?.message;
    return quoted && !quoted.mine ? quoted : null;
  }

  #call(id) {
    const item = this.#views.get(id)?.element;
    if (item) {
      item.scrollIntoView({ block: 'center', behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth' });
      item.classList.remove('called');
      requestAnimationFrame(() => item.classList.add('called'));
    }
  }
}

function nextMessage(item) {
  let next = item.nextElementSibling;
  while (next?.classList.contains('day')) {
    next = next.nextElementSibling;
  }

  return next;
}
