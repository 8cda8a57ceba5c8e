// What moderators do goes to the server from here, with the header that no other site can send.

import { toast } from './toast.js';

export const send = (address, body) => fetch(address, {
  method: 'POST',
  headers: { 'Content-Type': 'application/json', 'X-Flash': '1' },
  body: JSON.stringify(body),
});

/** Carries out an act and says what came of it. In the queue its case leaves; elsewhere the page is read anew. */
export async function post(address, body, from) {
  const buttons = from.matches('form') ? [...from.querySelectorAll('button')] : [from];
  buttons.forEach((button) => { button.disabled = true; });
  const answer = await send(address, body).catch(() => null);
  const said = await answer?.json().catch(() => null);
  buttons.forEach((button) => { button.disabled = false; });
  if (!answer?.ok) {
    toast(said?.detail ?? 'The server could not be reached; please try again.', { error: true });
    if (answer?.status !== 409) {
      return;
    }
  } else {
    toast(said.sentence);
  }

  const closing = from.closest('dialog');
  const settled = from.closest('.case');
  if (from.dataset.stay === 'yes') {
    closing?.close();
  } else if (closing) {
    closing.dataset.settled = answer?.ok ? 'yes' : '';
    closing.close();
  } else if (settled) {
    settled.dispatchEvent(new CustomEvent('settled', { bubbles: true }));
  } else {
    setTimeout(() => (from.dataset.then ? location.assign(from.dataset.then) : location.reload()), from.dataset.then ? 0 : 1200);
  }
}

/** Shows what the server answers, as its own markup, in a place of the page. */
export async function swap(place, address, body) {
  place.setAttribute('aria-busy', 'true');
  const answer = await send(address, body).catch(() => null);
  place.removeAttribute('aria-busy');
  if (answer?.ok) {
    place.replaceChildren(...new DOMParser().parseFromString(await answer.text(), 'text/html').body.childNodes);
  } else {
    toast((await answer?.json().catch(() => null))?.detail ?? 'The server could not be reached; please try again.', { error: true });
  }
}
