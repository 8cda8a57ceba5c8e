// The queue by keyboard: j and k move, letters press the buttons of the case in focus. What is decided leaves, the next one is in focus, and
// the queue refills before it is empty.

import { post } from './console-acts.js';
import { toast } from './toast.js';

const refillBelow = 20;
const review = document.getElementById('review');
const ban = document.getElementById('ban');
const words = document.getElementById('words');
const cases = () => [...review.querySelectorAll('.case')];
const decided = new Set();
let refilling = null;
let last = null;

function focusCase(index) {
  const all = cases();
  const next = all[Math.max(0, Math.min(index, all.length - 1))];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}

/** What is shown, of how many, and the badge of the section. */
function tell(total, waiting) {
  const shown = document.getElementById('shown');
  if (shown) {
    shown.dataset.total = total;
    shown.textContent = `${cases().length} of ${total}, ${waiting} waiting in all`;
  }

  review.querySelector('.cases').dataset.waiting = waiting;
  const badge = document.querySelector('.sections .count');
  if (badge) {
    badge.firstChild.textContent = waiting;
    badge.hidden = waiting === 0;
  }
}

async function refill() {
  const answer = await fetch(review.dataset.live, { redirect: 'manual', headers: { 'X-Flash': 'live' } }).catch(() => null);
  if (!answer?.ok) {
    return;
  }

  const rows = new DOMParser().parseFromString(await answer.text(), 'text/html').body;
  const here = new Set(cases().map((one) => one.id));
  const fresh = [...rows.querySelectorAll('.case')].filter((one) => !here.has(one.id) && !decided.has(one.id));
  review.querySelector('.cases').append(...fresh);
  const total = Number(rows.querySelector('#shown')?.dataset.total ?? 0);
  tell(total, Number(rows.querySelector('.cases').dataset.waiting));
  if (cases().length === 0 && total === 0) {
    review.replaceChildren(...rows.childNodes);
  }
}

const refillOnce = () => (refilling ??= refill().finally(() => { refilling = null; }));

async function leave(settled) {
  const index = cases().indexOf(settled);
  const hadFocus = settled.contains(document.activeElement) || document.activeElement === document.body;
  decided.add(settled.id);
  setTimeout(() => decided.delete(settled.id), 5000);
  last = settled.dataset.id;
  settled.remove();
  const list = review.querySelector('.cases');
  tell(Math.max(0, Number(document.getElementById('shown')?.dataset.total ?? 1) - 1), Math.max(0, Number(list.dataset.waiting) - 1));
  if (hadFocus) {
    focusCase(index);
  }

  if (cases().length < refillBelow) {
    await refillOnce();
    if (hadFocus && !review.contains(document.activeElement)) {
      focusCase(0);
    }
  }
}

function ask(title, address, field, choices) {
  words.querySelector('h2').textContent = title;
  const form = words.querySelector('form[data-post]');
  form.dataset.post = address;
  form.dataset.stay = field === 'note' ? 'yes' : '';
  const input = form.querySelector('input');
  input.name = field;
  input.value = '';
  words.querySelector('.canned').hidden = !choices;
  words.dataset.from = address;
  words.showModal();
  input.focus();
}

function openBan(button) {
  ban.querySelector('h2').textContent = `Ban ${button.dataset.name}`;
  ban.querySelector('form[data-post]').dataset.post = button.dataset.ban;
  ban.showModal();
}

async function undo() {
  if (!last) {
    toast('There is nothing to take back.', { error: true });
    return;
  }

  const button = document.createElement('button');
  button.dataset.stay = 'yes';
  await post(`/moderation/generations/${last}/undo`, {}, button);
  last = null;
  decided.clear();
  await refillOnce();
  await refresh();
}

async function refresh() {
  const answer = await fetch(review.dataset.live, { redirect: 'manual', headers: { 'X-Flash': 'live' } }).catch(() => null);
  if (answer?.ok) {
    const rows = new DOMParser().parseFromString(await answer.text(), 'text/html').body;
    review.replaceChildren(...rows.childNodes);
    focusCase(0);
  }
}

async function bulk(act) {
  const ids = [...review.querySelectorAll('[data-pick]:checked')].map((box) => box.dataset.pick);
  if (ids.length === 0) {
    toast('Select cases first: v, or the boxes.', { error: true });
    return;
  }

  const button = document.createElement('button');
  button.dataset.stay = 'yes';
  await post('/moderation/review/bulk', { act, ids }, button);
  await refresh();
}

if (review) {
  review.addEventListener('settled', (event) => leave(event.target));
  document.addEventListener('click', (event) => {
    const button = event.target.closest('button');
    if (button?.dataset.ban) {
      openBan(button);
    } else if (button?.dataset.reason) {
      ask('Why? The person reads it.', button.dataset.reason, 'reason', true);
    } else if (button?.dataset.note) {
      ask('A note for the others', button.dataset.note, 'note', false);
    } else if (button?.dataset.canned) {
      words.querySelector('form[data-post] input').value = button.dataset.canned;
    } else if (button?.dataset.bulk) {
      bulk(button.dataset.bulk);
    } else if (button?.id === 'undo') {
      undo();
    }
  });
  words.addEventListener('close', () => {
    const settled = words.dataset.settled && cases().find((one) => words.dataset.from.includes(one.dataset.id));
    delete words.dataset.settled;
    if (settled) {
      leave(settled);
    }
  });
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input:not([type=checkbox]), select, textarea, dialog')) {
      return;
    }

    const current = cases().indexOf(document.activeElement.closest('.case'));
    if (event.key === 'j' || event.key === 'k') {
      focusCase(current < 0 ? 0 : current + (event.key === 'j' ? 1 : -1));
    } else if (event.key === '?') {
      document.getElementById('keys').showModal();
    } else if (event.key === 'u') {
      undo();
    } else if (current >= 0 && event.key === 'o') {
      location.assign(cases()[current].dataset.open);
    } else if (current >= 0) {
      cases()[current].querySelector(`[data-key="${CSS.escape(event.key)}"]`)?.click();
      if (event.key === 'v') {
        cases()[current].focus();
      }
    }
  });
}
