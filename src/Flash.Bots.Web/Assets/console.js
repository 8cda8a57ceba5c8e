// The console's few moving parts: signing in and out, the feed that follows what happens, and the blur that each moderator chooses.

import { toast } from './toast.js';

const post = (address, body) => fetch(address, {
  method: 'POST',
  headers: { 'Content-Type': 'application/json', 'X-Flash': '1' },
  body: JSON.stringify(body),
});

// The secret stands behind the # of the link: it reaches no log, and is used only when the person says so, not by a preview of the link.
const signIn = document.getElementById('sign-in');
const link = location.hash.slice(1);
if (signIn && link) {
  history.replaceState(null, '', location.pathname);
  document.getElementById('sign-in-text').textContent = 'This link signs you in once, for twelve hours.';
  signIn.hidden = false;
  signIn.addEventListener('click', async () => {
    const answer = await post('/moderation/sign-in', { link });
    if (answer.ok) {
      location.assign('/moderation/');
    } else {
      toast((await answer.json()).detail, { error: true });
    }
  });
}

document.getElementById('sign-out')?.addEventListener('click', async () => {
  await post('/moderation/sign-out', {});
  location.assign('/moderation/sign-in');
});

const decide = document.getElementById('decide');
decide?.addEventListener('click', async (event) => {
  const decision = event.target.closest('[data-decision]')?.dataset.decision;
  if (decision) {
    const answer = await post(`/moderation/generations/${decide.dataset.id}/${decision}`, {});
    const said = await answer.json();
    toast(answer.ok ? said.sentence : said.detail, { error: !answer.ok });
    setTimeout(() => location.reload(), 1500);
  }
});

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

const feed = document.getElementById('feed');
if (feed?.dataset.live === 'on') {
  setInterval(refresh, 3000);
}

/** Rows come from the server as the same markup the page began with; they are replaced only when something changed, so focus stays. */
async function refresh() {
  if (document.hidden || feed.contains(document.activeElement)) {
    return;
  }

  const answer = await fetch(`/moderation/rows?q=${encodeURIComponent(feed.dataset.search)}`, { redirect: 'manual' }).catch(() => null);
  if (answer?.ok) {
    const rows = new DOMParser().parseFromString(await answer.text(), 'text/html').body;
    if (rows.innerHTML !== feed.innerHTML) {
      feed.replaceChildren(...rows.childNodes);
    }
  } else if (answer?.type === 'opaqueredirect') {
    location.assign('/moderation/sign-in');
  }
}
