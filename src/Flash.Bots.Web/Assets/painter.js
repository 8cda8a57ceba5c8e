// Painting over a picture: strokes are kept as such, so that each can be taken back, and sent as a small mask, white where painted.

import { Strokes } from './strokes.js';

const byId = (name) => document.getElementById(`painter-${name}`);
const dialog = document.getElementById('painter');
const [board, picture, canvas, ring] = [byId('board'), byId('picture'), byId('canvas'), byId('ring')];
const [size, erase, undo, clear, painted] = [byId('size'), byId('erase'), byId('undo'), byId('clear'), byId('painted')];
const [words, draw, error] = [byId('words'), byId('draw'), byId('error')];
const step = 0.03; // of the picture's side, for the arrow keys; with Shift four times as far
const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

let strokes = new Strokes(canvas);
let cursor = { x: 0.5, y: 0.5 }; // of the keyboard's brush, in shares of the picture
let drawing = null; // the pointer's id, or 'key'
let send = null;

/** @param {{ url, altText }} shown  @param {(words: string, mask: Blob) => Promise<void>} onDraw rejects with a sentence */
export async function openPainter(shown, onDraw) {
  send = onDraw;
  error.hidden = true;
  words.value = '';
  picture.src = shown.url;
  picture.alt = shown.altText;
  await picture.decode();
  [canvas.width, canvas.height] = [picture.naturalWidth, picture.naturalHeight];
  board.style.setProperty('--ratio', (picture.naturalWidth / picture.naturalHeight).toFixed(4));
  strokes = new Strokes(canvas);
  cursor = { x: 0.5, y: 0.5 };
  setErasing(false);
  changed();
  dialog.showModal();
  board.focus();
}

const radius = () => (Number(size.value) / 200) * Math.max(canvas.width, canvas.height);

const isErasing = () => erase.getAttribute('aria-pressed') === 'true';

function setErasing(on) {
  erase.setAttribute('aria-pressed', String(on));
}

function changed() {
  undo.disabled = !strokes.any;
  clear.disabled = strokes.share === 0;
  painted.textContent = strokes.share > 0 ? dialog.dataset.painted.replace('{percent}', Math.ceil(strokes.share * 100)) : '';
  if (strokes.share > 0) {
    error.hidden = true;
  }
}

function showRing(at) {
  ring.hidden = at === null;
  if (at !== null) {
    ring.style.setProperty('--x', at.x);
    ring.style.setProperty('--y', at.y);
    ring.style.setProperty('--size', `${(2 * radius() * canvas.clientWidth) / canvas.width}px`);
  }
}

/** Where on the picture, in shares of it. */
function placeOf(event) {
  const box = canvas.getBoundingClientRect();
  return { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height };
}

const pixels = (at) => [at.x * canvas.width, at.y * canvas.height];

function begin(by, at) {
  drawing = by;
  strokes.begin(pixels(at), radius(), isErasing());
}

function end() {
  drawing = null;
  changed();
}

board.addEventListener('pointerdown', (event) => {
  if (drawing === null && event.button === 0) {
    event.preventDefault();
    board.focus({ preventScroll: true });
    board.setPointerCapture(event.pointerId);
    begin(event.pointerId, placeOf(event));
  }
});
board.addEventListener('pointermove', (event) => {
  if (event.pointerId === drawing) {
    // Fast strokes come in bundles; without their middles curves turn into polygons.
    const moves = event.getCoalescedEvents?.() ?? [];
    (moves.length > 0 ? moves : [event]).forEach((move) => strokes.extend(pixels(placeOf(move))));
  }

  cursor = placeOf(event);
  showRing(event.pointerType === 'touch' ? null : cursor);
});
['pointerup', 'pointercancel'].forEach((name) => board.addEventListener(name, (event) => event.pointerId === drawing && end()));
board.addEventListener('pointerleave', () => drawing === null && showRing(null));
board.addEventListener('focus', () => board.matches(':focus-visible') && showRing(cursor));
board.addEventListener('blur', () => {
  showRing(null);
  if (drawing === 'key') {
    end();
  }
});

board.addEventListener('keydown', (event) => {
  const way = ways[event.key];
  if (way) {
    const far = step * (event.shiftKey ? 4 : 1);
    cursor = { x: within(cursor.x + way[0] * far), y: within(cursor.y + way[1] * far) };
    if (drawing === 'key') {
      strokes.extend(pixels(cursor));
    }
  } else if (event.key === ' ') {
    if (drawing === null) {
      begin('key', cursor);
    }
  } else if (event.key === '+' || event.key === '=' || event.key === '-') {
    size.value = Number(size.value) + (event.key === '-' ? -2 : 2);
  } else if (event.key.toLowerCase() === 'e' && !event.ctrlKey && !event.metaKey) {
    setErasing(!isErasing());
  } else {
    return;
  }

  event.preventDefault();
  showRing(cursor);
});
board.addEventListener('keyup', (event) => {
  if (event.key === ' ' && drawing === 'key') {
    end();
  }
});
dialog.addEventListener('keydown', (event) => {
  if (event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey) && event.target !== words) {
    event.preventDefault();
    takeBack();
  }
});

const within = (share) => Math.min(1, Math.max(0, share));

function takeBack() {
  strokes.undo();
  changed();
}

erase.addEventListener('click', () => setErasing(!isErasing()));
undo.addEventListener('click', takeBack);
clear.addEventListener('click', () => {
  strokes.clear();
  changed();
});
byId('close').addEventListener('click', () => dialog.close());
byId('form').addEventListener('submit', async (event) => {
  event.preventDefault();
  if (strokes.share === 0) {
    complain(dialog.dataset.empty);
    board.focus();
  } else if (!words.value.trim()) {
    complain(dialog.dataset.needsWords);
    words.focus();
  } else {
    draw.disabled = true;
    try {
      await send(words.value.trim(), await strokes.mask());
      dialog.close();
    } catch (fault) {
      complain(fault.message);
    } finally {
      draw.disabled = false;
    }
  }
});

function complain(sentence) {
  error.textContent = sentence;
  error.hidden = false;
}
