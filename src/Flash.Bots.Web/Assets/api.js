// Talks to the server. Every failure is an ApiError whose message is one sentence for the person.

export class ApiError extends Error {
  /** @param {string} message  @param {number} status 0 when the server could not be reached: trying again later may help. */
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

export const loadHistory = (before) => ask(before ? `/playground/history?before=${before}` : '/playground/history');

export const say = (text, clientId, inReplyTo) => ask('/playground/messages', { text, clientId, inReplyTo });

/** A few words and the picture to start from. */
export function sayWithPicture(text, clientId, picture) {
  const form = new FormData();
  form.append('text', text);
  form.append('clientId', clientId);
  form.append('picture', picture);
  return ask('/playground/pictures', form);
}

/** What was painted over on a picture of a message, and what is to be there. */
export function paint(code, messageId, text, mask) {
  const form = new FormData();
  Object.entries({ code, messageId, text, clientId: newId() }).forEach(([name, value]) => form.append(name, value));
  form.append('mask', mask, 'mask.png');
  return ask('/playground/masks', form);
}

export const press = (code, messageId) => ask('/playground/presses', { code, messageId, clientId: newId() });

/** A random UUID. crypto.randomUUID exists on https and localhost only; a phone on the local network has neither. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

async function ask(address, body) {
  let response;
  try {
    response = await fetch(address, body === undefined ? {} : {
      method: 'POST',
      headers: body instanceof FormData ? { 'X-Flash': '1' } : { 'Content-Type': 'application/json', 'X-Flash': '1' },
      body: body instanceof FormData ? body : JSON.stringify(body),
    });
  } catch {
    throw new ApiError('Flash cannot be reached right now.', 0);
  }

  const answer = response.headers.get('Content-Type')?.includes('json') ? await response.json() : null;
  if (!response.ok) {
    throw new ApiError(answer?.detail ?? `Flash answered with an error (${response.status}).`, response.status);
  }

  return answer;
}
