// One picture at a time, as large as the window. Escape, the backdrop and the cross close it; the browser gives focus back to where it was.

const dialog = document.getElementById('lightbox');
const picture = document.getElementById('lightbox-picture');
const caption = document.getElementById('lightbox-caption');
const download = document.getElementById('lightbox-download');
const previous = dialog.querySelector('[data-lightbox="previous"]');
const next = dialog.querySelector('[data-lightbox="next"]');
let pictures = [];
let current = 0;
let swipeFrom = null;

export function openLightbox(shown, index) {
  pictures = shown;
  previous.hidden = next.hidden = pictures.length < 2;
  show(index);
  dialog.showModal();
}

function show(index) {
  current = (index + pictures.length) % pictures.length;
  const { url, altText, fileName } = pictures[current];
  picture.src = url;
  picture.alt = altText;
  caption.textContent = altText;
  if (pictures.length > 1) {
    const place = document.createElement('b');
    place.textContent = `${current + 1} of ${pictures.length}`;
    caption.append(place);
  }

  download.href = url;
  download.download = fileName;
}

dialog.querySelector('[data-lightbox="close"]').addEventListener('click', () => dialog.close());
previous.addEventListener('click', () => show(current - 1));
next.addEventListener('click', () => show(current + 1));
dialog.addEventListener('click', (event) => {
  if (event.target.tagName === 'FIGURE' || event.target === dialog) {
    dialog.close();
  }
});
dialog.addEventListener('keydown', (event) => {
  if (pictures.length > 1 && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) {
    event.preventDefault();
    show(current + (event.key === 'ArrowRight' ? 1 : -1));
  }
});
dialog.addEventListener('pointerdown', (event) => {
  swipeFrom = event.pointerType === 'touch' ? event.clientX : null;
});
dialog.addEventListener('pointerup', (event) => {
  const way = swipeFrom === null ? 0 : event.clientX - swipeFrom;
  swipeFrom = null;
  if (pictures.length > 1 && Math.abs(way) > 50) {
    show(current + (way < 0 ? 1 : -1));
  }
});
