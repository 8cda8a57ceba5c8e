// One message on the page. It is shown whole from what the server says of it, as often as it changes.

import { element, icon } from './dom.js';
import { momentOf, timeOf } from './format.js';
import { Gallery, isPlaceholder } from './gallery.js';

/** Still being worked on: there is something to cancel. */
export const isRunning = (message) => message.buttons.some((row) => row.some((button) => verbOf(button) === 'cancel'));

const verbOf = (button) => button.code.split(':', 1)[0];

export class MessageView {
  #text = element('p', { class: 'text' });
  #stamp = element('span', { class: 'stamp' });
  #words = element('div', { class: 'words' }, this.#text, this.#stamp);
  #bubble = element('article', { class: 'bubble' });
  #chips = element('div', { class: 'chips', hidden: true });
  #retry = element('button', { class: 'retry', type: 'button', hidden: true });
  #reply = element('button', { class: 'reply', type: 'button', 'aria-label': 'Answer this', hidden: true }, icon('reply'));
  #file = element('a', { class: 'file', hidden: true });
  #gallery = null;
  #chipsShown = '';

  /** @param {{ onPress, onPictures, onCommand, onRetry, onQuote }} actions */
  constructor(message, actions, quoted) {
    this.actions = actions;
    this.element = element('li', { class: message.mine ? 'message mine' : 'message' }, this.#bubble, this.#chips, this.#retry);
    if (quoted) {
      this.#bubble.append(this.#quote(quoted));
    }

    this.#bubble.append(this.#words, this.#file, this.#reply);
    this.#reply.addEventListener('click', () => actions.onReply(this.message));
    this.#retry.addEventListener('click', () => actions.onRetry(this.message));
    this.show(message);
  }

  show(message) {
    this.message = message;
    const sentAt = new Date(message.sentAt);
    this.#bubble.setAttribute('aria-label', `${message.mine ? 'You' : 'Flash'}, ${timeOf(sentAt)}`);
    this.#showText(message.text);
    this.#stamp.title = momentOf(sentAt);
    this.#stamp.replaceChildren(timeOf(sentAt), ...(message.mine ? [icon(message.id ? 'sent' : 'sending')] : []));
    this.#reply.hidden = message.mine || !message.id || isRunning(message);
    this.#showFile(message.pictures.find((each) => each.kind === 'json'));
    this.#showPictures(message);
    this.#showChips(message);
    this.fail(null);
  }

  /** Says below the message why it was not sent, and offers to try again; null takes that back. */
  fail(sentence) {
    this.element.classList.toggle('failed', sentence !== null);
    this.#retry.hidden = sentence === null;
    this.#retry.textContent = sentence === null ? '' : `${sentence} Tap to try again.`;
  }

  /** Commands inside a text can be tapped, as in every chat. */
  #showText(text) {
    if (this.#text.dataset.shown === text) {
      return;
    }

    this.#text.dataset.shown = text;
    const caption = this.message.pictures.length > 0 ? text.indexOf('\n') : -1;
    this.#text.replaceChildren(
      ...this.#withCommands(caption < 0 ? text : text.slice(0, caption)),
      caption < 0 ? '' : element('span', { class: 'detail' }, text.slice(caption)));
  }

  #withCommands(text) {
    return text.split(/((?<=^|\s)\/[a-z]+(?=\s|$|[.,;:!?)]))/).map((part, index) => index % 2 === 0
      ? part
      : element('button', { class: 'command', type: 'button', onclick: () => this.actions.onCommand(part) }, part));
  }

  #showPictures(message) {
    // What was cancelled or failed before its first preview has nothing to show.
    const nothing = message.pictures.length === 0 || message.pictures[0].kind === 'json' || (message.pictures.some(isPlaceholder) && !isRunning(message));
    this.element.classList.toggle('with-pictures', !nothing);
    if (nothing) {
      this.#gallery?.element.remove();
      this.#gallery = null;
      return;
    }

    if (this.#gallery === null) {
      this.#gallery = new Gallery((index) => this.actions.onPictures(this.message.pictures, index));
      this.#words.before(this.#gallery.element);
    }

    this.#gallery.show(message.pictures, isRunning(message) ? { done: shareDone(message.text) } : null);
  }

  /** Something to keep rather than to look at. */
  #showFile(file) {
    this.#file.hidden = !file;
    if (file) {
      this.#file.href = file.url;
      this.#file.download = file.fileName;
      this.#file.replaceChildren(icon('file'), file.fileName);
    }
  }

  #showChips(message) {
    const wanted = JSON.stringify(message.buttons);
    if (wanted === this.#chipsShown) {
      return;
    }

    this.#chipsShown = wanted;
    this.#chips.hidden = message.buttons.length === 0;
    this.#chips.replaceChildren(...message.buttons.map((row) => element('div', {}, ...row.map((button) => this.#chip(button)))));
  }

  #chip(button) {
    const verb = verbOf(button);
    const chip = element('button', { class: 'chip', type: 'button', 'data-verb': verb }, icon(verb), element('span', {}, button.label));
    chip.addEventListener('click', async () => {
      if (chip.getAttribute('aria-disabled') === 'true') {
        return;
      }

      chip.setAttribute('aria-disabled', 'true');
      chip.classList.add('busy');
      chip.querySelector('svg')?.replaceWith(icon('busy'));
      await this.actions.onPress(button, this.message);
      chip.classList.remove('busy');
      chip.removeAttribute('aria-disabled');
      chip.querySelector('svg')?.replaceWith(icon(verb) ?? '');
    });
    return chip;
  }

  #quote(quoted) {
    const picture = quoted.pictures.find((each) => !isPlaceholder(each));
    return element('button', { class: 'quote', type: 'button', 'aria-label': `In answer to: ${quoted.text}`, onclick: () => this.actions.onQuote(quoted.id) },
      picture ? element('img', { src: picture.url, alt: '' }) : null, element('span', {}, captioned(quoted.text) || picture?.altText || ''));
  }
}

/** The prompt that a caption begins with, without its quotes; the first line of anything else. */
function captioned(text) {
  const line = text.split('\n', 1)[0];
  return /^“(.*)”$/.exec(line)?.[1] ?? line;
}

/** How far the work is, from the last line of what Flash says meanwhile; null when it does not say. */
function shareDone(text) {
  const line = text.slice(text.lastIndexOf('\n') + 1);
  const steps = /(\d+)[^\d·:]{1,6}(\d+)…$/.exec(line);
  const percent = /(\d+) ?%/.exec(line);
  return steps ? Math.min(1, steps[1] / steps[2]) : percent ? Math.min(1, percent[1] / 100) : null;
}
