// The console's moving parts: signing in and out, acts that a button or form posts, lists that follow what happens, and the blur that each
// moderator chooses. The queue's keys are in review.js.

import { post, send, swap } from './console-acts.js';
import { toast } from './toast.js';
import './review.js';

// The secret stands behind the # of the link: it reaches no log, and is used only when the person says so, not by a preview of the link.
const signIn = document.getElementById('sign-in');
const link = location.hash.slice(1);
if (signIn && link) {
  history.replaceState(null, '', location.pathname);
  document.getElementById('sign-in-text').textContent = 'This link signs you in once, for twelve hours.';
  signIn.hidden = false;
  signIn.addEventListener('click', async () => {
    const answer = await send('/moderation/sign-in', { link });
    if (answer.ok) {
      location.assign('/moderation/');
    } else {
      toast((await answer.json()).detail, { error: true });
    }
  });
}

document.getElementById('sign-out')?.addEventListener('click', async () => {
  await send('/moderation/sign-out', {});
  location.assign('/moderation/sign-in');
});

document.addEventListener('submit', async (event) => {
  const form = event.target.closest('form[data-post], form[data-results]');
  if (form) {
    event.preventDefault();
    if (form.dataset.results) {
      await swap(placeOf(form), form.dataset.results, fieldsOf(form));
    } else {
      await post(form.dataset.post, fieldsOf(form), form);
    }
  }
});

document.addEventListener('click', async (event) => {
  const rule = event.target.closest('button[data-rule]');
  if (rule) {
    edit(JSON.parse(rule.dataset.rule));
    return;
  }

  const act = event.target.closest('button[data-post]');
  const other = event.target.closest('button[data-post-form]');
  const results = event.target.closest('button[data-results]');
  if (act && act.dataset.sure && !confirm(act.dataset.sure)) {
    return;
  }

  if (act) {
    await post(act.dataset.post, {}, act);
  } else if (other && other.form.reportValidity()) {
    await post(other.dataset.postForm, fieldsOf(other.form), other);
  } else if (results && (!results.form || results.form.reportValidity())) {
    await swap(placeOf(results), results.dataset.results, results.form ? fieldsOf(results.form) : {});
  }
});

/** Fills the form for a rule with another one, which the new one is to replace. */
function edit(rule) {
  const form = document.getElementById('rule');
  for (const [name, value] of Object.entries(rule)) {
    form.elements[name].value = value;
  }

  document.getElementById('new-rule').textContent = `In place of no. ${rule.replaces}`;
  document.getElementById('tried').replaceChildren();
  form.scrollIntoView();
  form.elements.pattern.focus();
}

document.getElementById('rule')?.addEventListener('reset', () => {
  document.getElementById('new-rule').textContent = 'A new rule';
  document.getElementById('tried').replaceChildren();
});

const fieldsOf = (form) => Object.fromEntries(new FormData(form));

const placeOf = (one) => document.getElementById(one.dataset.into ?? 'tried');

// On a phone the navigation is wider than the page: the section one is in is in sight.
document.querySelector('.sections [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });

const blur = document.getElementById('blur');
if (blur) {
  const apply = () => document.body.classList.toggle('blurred', blur.checked);
  blur.checked = localStorage.getItem('blur') === 'on';
  blur.addEventListener('change', () => {
    localStorage.setItem('blur', blur.checked ? 'on' : 'off');
    apply();
  });
  apply();
}

// The server says when something happened; the lists are then read anew, at most once a second. A page that was out of sight catches up when it is looked at.
const lists = [...document.querySelectorAll('[data-live]')].filter((list) => list.dataset.live);
if (lists.length > 0) {
  let due = 0;
  const soon = () => {
    due ||= setTimeout(() => {
      due = 0;
      lists.forEach(refresh);
    }, 1000);
  };
  const events = new EventSource('/moderation/events');
  events.addEventListener('changed', soon);
  events.addEventListener('ended', () => location.assign('/moderation/sign-in'));
  events.addEventListener('open', soon);
  events.addEventListener('error', () => {
    if (events.readyState === EventSource.CLOSED) {
      setInterval(soon, 5000); // no stream through this proxy, or no session any more: asking tells which
    }
  });
  document.addEventListener('visibilitychange', soon);
  document.addEventListener('focusout', soon);
}

/** Rows come from the server as the same markup the page began with; they are replaced only when something changed and no one is at them. */
async function refresh(list) {
  if (document.hidden || list.contains(document.activeElement) || list.querySelector('[data-pick]:checked')) {
    return;
  }

  const answer = await fetch(list.dataset.live, { redirect: 'manual', headers: { 'X-Flash': 'live' } }).catch(() => null);
  if (answer?.ok && !list.contains(document.activeElement)) {
    const rows = new DOMParser().parseFromString(await answer.text(), 'text/html').body;
    if (rows.innerHTML.trim() !== list.innerHTML.trim()) {
      list.replaceChildren(...rows.childNodes);
    }
  } else if (answer?.type === 'opaqueredirect') {
    location.assign('/moderation/sign-in');
  }
}
