// Building elements without markup in strings: what people and the server say is only ever text.

/** element('button', { class: 'chip', type: 'button', onclick }, 'Again') */
export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key.startsWith('on')) {
      made.addEventListener(key.slice(2), value);
    } else if (value !== null && value !== undefined && value !== false) {
      made.setAttribute(key, value === true ? '' : value);
    }
  }

  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

const icons = {
  animate: 'M7 5.5v13l11-6.5z',
  again: 'M19.5 12a7.5 7.5 0 1 1-2.3-5.4M19.5 3.5v4.2h-4.2',
  vary: 'M4 8h9l-2.5-2.5M20 16h-9l2.5 2.5M15.5 8H20M4 16h4.5',
  choices: 'M4 8h9l-2.5-2.5M20 16h-9l2.5 2.5M15.5 8H20M4 16h4.5',
  subtle: 'M5 15c3-4 5-4 7 0s4 4 7 0',
  strong: 'M4 16l4-9 4 12 4-14 4 10',
  zoomout: 'M10.5 4.5a6 6 0 1 0 0 12 6 6 0 0 0 0-12zM15 15l5 5M7.5 10.5h6',
  panleft: 'M19 12H5M10.5 6.5L5 12l5.5 5.5',
  panright: 'M5 12h14M13.5 6.5L19 12l-5.5 5.5',
  panup: 'M12 19V5M6.5 10.5L12 5l5.5 5.5',
  pandown: 'M12 5v14M6.5 13.5L12 19l5.5-5.5',
  paint: 'M19.5 4.5c-4 2-8 6-9.5 9l1 1c3-1.5 7-5.5 8.5-10zM9 14.5c-3 0-2.5 3-5 4 3 1.5 7 .5 6-3',
  undo: 'M9 5L4.5 9.5 9 14M5 9.5h8.5a5.5 5.5 0 0 1 0 11H10',
  fewer: 'M15 5.5L8.5 12l6.5 6.5',
  enlarge: 'M13.5 5H19v5.5M10.5 19H5v-5.5M19 5l-6 6M5 19l6-6',
  fourfold: 'M14.5 4H20v5.5M9.5 20H4v-5.5M20 4l-6.5 6.5M4 20l6.5-6.5M9.5 4H4v5.5M14.5 20H20v-5.5',
  vote: 'M7 11l4-7 1.5 1.5V10H19l-1.5 9H7zM4 11h3v8H4',
  edit: 'M5 19l1-4L15.5 5.5l3 3L9 18z',
  delete: 'M5 7h14M9.5 7V4.5h5V7M7 7l1 12.5h8L17 7',
  reply: 'M10 6L4.5 11.5 10 17M5 11.5h8a6 6 0 0 1 6 6V19',
  file: 'M12 4v11M7 10.5l5 5 5-5M5 20h14',
  cancel: 'M6.5 6.5l11 11M17.5 6.5l-11 11',
  busy: 'M12 4a8 8 0 1 0 8 8',
  sending: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM12 8v4.5l2.5 1.5',
  sent: 'M5 12.5l4.5 4.5L19 7.5',
};

export function icon(name) {
  if (!(name in icons)) {
    return null;
  }

  const drawing = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  drawing.setAttribute('viewBox', '0 0 24 24');
  drawing.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', icons[name]);
  drawing.append(path);
  return drawing;
}
