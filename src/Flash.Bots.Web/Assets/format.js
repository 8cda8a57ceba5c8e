// Dates and times in the reader's own language and time zone.

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'short' });
const thisYear = new Intl.DateTimeFormat('en', { weekday: 'long', day: 'numeric', month: 'long' });
const otherYear = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'long', year: 'numeric' });

export const timeOf = (date) => clock.format(date);

export const momentOf = (date) => full.format(date);

/** Two messages belong to the same day when their keys are equal. */
export const dayKey = (date) => `${date.getFullYear()}-${date.getMonth()}-${date.getDate()}`;

export function dayName(date) {
  const now = new Date();
  const yesterday = new Date(now);
  yesterday.setDate(now.getDate() - 1);
  switch (dayKey(date)) {
    case dayKey(now): return 'Today';
    case dayKey(yesterday): return 'Yesterday';
    default: return (date.getFullYear() === now.getFullYear() ? thisYear : otherYear).format(date);
  }
}
