// What was painted, stroke by stroke.

const paint = '#6a5af9';
const longestSide = 256; // of the mask that is sent, in pixels

export class Strokes {
  #canvas;
  #context;
  #done = []; // { points, radius, erases } or { clears }

  /** @param {HTMLCanvasElement} canvas as large as the picture */
  constructor(canvas) {
    this.#canvas = canvas;
    this.#context = canvas.getContext('2d', { willReadFrequently: true });
    this.#redraw();
  }

  get any() {
    return this.#done.length > 0;
  }

  /** Of the picture: 0 to 1. */
  get share() {
    const { data } = this.#context.getImageData(0, 0, this.#canvas.width, this.#canvas.height);
    let count = 0;
    for (let at = 3; at < data.length; at += 4) {
      count += data[at] > 127 ? 1 : 0;
    }

    return count / (data.length / 4);
  }

  /** Points and radius in pixels of the picture. */
  begin(point, radius, erases) {
    this.#done.push({ points: [point], radius, erases });
    this.#draw(this.#done.at(-1), 0);
  }

  extend(point) {
    const stroke = this.#done.at(-1);
    stroke.points.push(point);
    this.#draw(stroke, stroke.points.length - 2);
  }

  undo() {
    this.#done.pop();
    this.#redraw();
  }

  /** Can be taken back, as any stroke. */
  clear() {
    this.#done.push({ clears: true });
    this.#redraw();
  }

  /** A PNG in the shape of the picture: white where it is painted, else black. */
  mask() {
    const scale = Math.min(1, longestSide / Math.max(this.#canvas.width, this.#canvas.height));
    const mask = document.createElement('canvas');
    [mask.width, mask.height] = [Math.round(this.#canvas.width * scale), Math.round(this.#canvas.height * scale)];
    const context = mask.getContext('2d');
    context.drawImage(this.#canvas, 0, 0, mask.width, mask.height);
    for (const [operation, colour] of [['source-in', '#fff'], ['destination-over', '#000']]) {
      context.globalCompositeOperation = operation;
      context.fillStyle = colour;
      context.fillRect(0, 0, mask.width, mask.height);
    }

    return new Promise((resolve) => mask.toBlob(resolve, 'image/png'));
  }

  #redraw() {
    this.#context.clearRect(0, 0, this.#canvas.width, this.#canvas.height);
    this.#done.forEach((stroke) => this.#draw(stroke, 0));
  }

  #draw(stroke, from) {
    const context = this.#context;
    if (stroke.clears) {
      context.clearRect(0, 0, this.#canvas.width, this.#canvas.height);
      return;
    }

    context.globalCompositeOperation = stroke.erases ? 'destination-out' : 'source-over';
    context.strokeStyle = context.fillStyle = paint;
    context.lineWidth = stroke.radius * 2;
    context.lineCap = context.lineJoin = 'round';
    context.beginPath();
    const [first, ...rest] = stroke.points.slice(from);
    if (rest.length === 0) {
      context.arc(...first, stroke.radius, 0, 2 * Math.PI); // a line of no length is not drawn
      context.fill();
    } else {
      context.moveTo(...first);
      rest.forEach((point) => context.lineTo(...point));
      context.stroke();
    }

    context.globalCompositeOperation = 'source-over';
  }
}
