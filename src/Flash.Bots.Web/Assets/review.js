// The queue by keyboard: j and k move, letters press the buttons of the case in focus. What is decided leaves, and the next one is in focus.

const review = document.getElementById('review');
const ban = document.getElementById('ban');
const cases = () => [...review.querySelectorAll('.case')];

function focusCase(index) {
  const all = cases();
  const next = all[Math.max(0, Math.min(index, all.length - 1))];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}

function openBan(button) {
  ban.querySelector('h2').textContent = `Ban ${button.dataset.name}`;
  ban.querySelector('form[data-post]').dataset.post = button.dataset.ban;
  ban.showModal();
}

if (review) {
  review.addEventListener('settled', (event) => {
    const index = cases().indexOf(event.target);
    event.target.remove();
    if (cases().length > 0) {
      focusCase(index);
    } else {
      location.reload();
    }
  });
  review.addEventListener('click', (event) => {
    const button = event.target.closest('button[data-ban]');
    if (button) {
      openBan(button);
    }
  });
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input, select, textarea, dialog')) {
      return;
    }

    const current = cases().indexOf(document.activeElement.closest('.case'));
    if (event.key === 'j' || event.key === 'k') {
      focusCase(current < 0 ? 0 : current + (event.key === 'j' ? 1 : -1));
    } else if (event.key === '?') {
      document.getElementById('keys').showModal();
    } else if (current >= 0 && event.key === 'o') {
      location.assign(cases()[current].dataset.open);
    } else if (current >= 0) {
      cases()[current].querySelector(`button[data-key="${CSS.escape(event.key)}"]`)?.click();
    }
  });
}
