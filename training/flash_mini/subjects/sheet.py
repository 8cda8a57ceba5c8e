"""Every subject on one sheet, in two colours at two phases: `python -m flash_mini.subjects.sheet OUT.png [NAME ...]`."""
import sys

import cairo
import numpy as np

from . import SUBJECTS, Subject

CELL = 128
COLOURS = ((0.88, 0.15, 0.14), (0.13, 0.38, 0.90), (0.98, 0.53, 0.08), (0.18, 0.64, 0.25))


def cell(subject: Subject, colour, phase: float, night: bool = False, size: int = CELL) -> np.ndarray:
    """uint8 [size, size, 3]: the subject as large as it fits on a plain ground."""
    surface = cairo.ImageSurface(cairo.FORMAT_RGB24, size, size)
    ctx = cairo.Context(surface)
    ctx.set_source_rgb(*((0.14, 0.16, 0.30) if night else (0.80, 0.88, 0.92)))
    ctx.paint()
    scale = size * 0.84 / max(1.0, subject.width)
    ctx.translate(size / 2, size / 2 + scale / 2)
    ctx.scale(scale, scale)
    subject.draw(ctx, colour, phase, night)
    surface.flush()
    return np.frombuffer(surface.get_data(), np.uint8).reshape(size, surface.get_stride() // 4, 4)[:, :size, 2::-1].copy()


def row(subject: Subject, index: int) -> np.ndarray:
    first, second = COLOURS[index % 2 * 2: index % 2 * 2 + 2]
    return np.concatenate([cell(subject, first, 0.0), cell(subject, first, 0.3), cell(subject, second, 0.6, True)], 1)


if __name__ == "__main__":
    from PIL import Image
    names = sys.argv[2:] or list(SUBJECTS)
    rows = [row(SUBJECTS[name], i) for i, name in enumerate(names)]
    rows += [np.full_like(rows[0], 255)] * (-len(rows) % 4)
    columns = len(rows) // 4 if len(rows) < 16 else 4
    Image.fromarray(np.concatenate([np.concatenate(rows[i:i + columns], 1) for i in range(0, len(rows), columns)], 0)).save(sys.argv[1])
