"""What flies and is built."""
import math

import cairo

from ..brush import Colour, ball, box, darker, disc, glow, lighter, line, linear, mix, oval, paint, polygon, vertical, wave
from .parts import GLASS, INK, LAMP, WOOD, contrast, placed, shape, stroke


def balloon(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    ctx.save()
    ctx.translate(0.03 * wave(phase, 0.25), 0.05 * wave(phase))
    ctx.rotate(0.04 * wave(phase, 0.1))
    for side in (-1, 1):
        line(ctx, ((side * 0.22, -0.36), (side * 0.08, -0.16)), 0.015, (*WOOD, 1))
    box(ctx, -0.09, -0.17, 0.18, 0.14, vertical(-0.17, -0.03, lighter(WOOD), WOOD))
    ctx.new_path()
    ctx.arc(0, -0.64, 0.36, math.radians(150), math.radians(390))
    ctx.curve_to(0.22, -0.36, 0.10, -0.30, 0.08, -0.27)
    ctx.line_to(-0.08, -0.27)
    ctx.curve_to(-0.10, -0.30, -0.22, -0.36, -0.31, -0.46)
    ctx.close_path()
    paint(ctx, ball(0, -0.62, 0.40, colour))
    oval(ctx, 0, -0.63, 0.13, 0.355, (*lighter(colour, 0.45), 0.75))
    ctx.restore()


@placed(-0.03, -0.02, 1.0)
def plane(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    """An airliner climbing to the left."""
    ctx.save()
    ctx.translate(0, -0.48 + 0.04 * wave(phase))
    ctx.rotate(0.14 + 0.06 * wave(phase, 0.25))
    dark = darker(colour, 0.25)
    polygon(ctx, ((-0.06, -0.06), (0.22, -0.40), (0.34, -0.40), (0.20, -0.04)), dark)
    shape(ctx, (0.48, -0.10), (0.62, -0.42), (0.78, -0.42), (0.72, -0.02), source=colour)
    shape(ctx, (-0.78, 0.02), (-0.74, -0.18, -0.50, -0.20, -0.30, -0.20), (0.40, -0.18), (0.60, -0.14, 0.72, -0.10, 0.80, -0.06), (0.66, 0.10, 0.40, 0.16, 0.10, 0.17),
          (-0.40, 0.18), (-0.60, 0.18, -0.76, 0.14, -0.78, 0.02), source=vertical(-0.2, 0.18, lighter(colour, 0.35), colour, dark))
    pane = LAMP if night else INK
    polygon(ctx, ((-0.69, -0.06), (-0.60, -0.15), (-0.50, -0.15), (-0.52, -0.05)), GLASS)
    for i in range(5):
        disc(ctx, -0.36 + 0.17 * i, -0.05, 0.042, (*pane, 1))
    polygon(ctx, ((-0.18, 0.06), (0.26, 0.44), (0.42, 0.42), (0.22, 0.05)), vertical(0, 0.4, lighter(colour, 0.4), colour))
    polygon(ctx, ((0.52, 0.0), (0.76, 0.12), (0.84, 0.10), (0.72, -0.03)), lighter(colour, 0.2))
    flash = 0.5 + 0.5 * wave(phase, 0.1)
    glow(ctx, 0.36, 0.42, 0.16, (1, 0.3, 0.25), flash)
    disc(ctx, 0.35, 0.42, 0.035, mix(dark, (1, 0.35, 0.3), flash))
    ctx.restore()


def rocket(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    ctx.save()
    ctx.translate(0.012 * wave(phase * 2), -0.01 + 0.015 * wave(phase))
    length = 0.16 + 0.05 * wave(phase * 2, 0.3)
    glow(ctx, 0, -0.10, 0.32, (1, 0.6, 0.15), 0.7)
    shape(ctx, (-0.12, -0.24), (-0.16, -0.12, -0.06, -0.10, 0, -0.20 + length), (0.06, -0.10, 0.16, -0.12, 0.12, -0.24), source=(1, 0.55, 0.10))
    shape(ctx, (-0.07, -0.24), (-0.08, -0.16, -0.03, -0.14, 0, -0.24 + length * 0.8), (0.03, -0.14, 0.08, -0.16, 0.07, -0.24), source=(1, 0.92, 0.45))
    trim = darker(colour, 0.45) if sum(colour) < 2.4 else (0.88, 0.15, 0.14)
    for side in (-1, 1):
        shape(ctx, (side * 0.15, -0.48), (side * 0.32, -0.40, side * 0.34, -0.26, side * 0.32, -0.12), (side * 0.24, -0.20, side * 0.18, -0.24, side * 0.12, -0.24), source=trim)
    shape(ctx, (0, -0.99), (0.20, -0.84, 0.26, -0.50, 0.14, -0.22), (-0.14, -0.22), (-0.26, -0.50, -0.20, -0.84, 0, -0.99), source=linear(-0.22, 0, 0.22, 0, lighter(colour, 0.4), colour, darker(colour, 0.3)))
    shape(ctx, (0, -0.99), (0.08, -0.93, 0.135, -0.84, 0.165, -0.76), (-0.165, -0.76), (-0.135, -0.84, -0.08, -0.93, 0, -0.99), source=trim)
    disc(ctx, 0, -0.58, 0.105, contrast(colour))
    disc(ctx, 0, -0.58, 0.072, LAMP if night else GLASS)
    shape(ctx, (-0.03, -0.38), (-0.03, -0.14), (0.03, -0.14), (0.03, -0.38), source=trim)
    ctx.restore()


@placed(-0.13, -0.02, 1.0)
def helicopter(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    ctx.save()
    ctx.translate(0, 0.025 * wave(phase))
    ctx.rotate(0.04 * wave(phase, 0.25))
    reach = 0.25 + 0.43 * abs(math.cos(math.pi * phase))
    stroke(ctx, (-0.08, -0.62), (-0.08, -0.88), width=0.05, source=INK)
    stroke(ctx, (-0.08 - reach, -0.89), (-0.08 + reach, -0.89), width=0.06, source=INK)
    shape(ctx, (0.10, -0.56), (0.72, -0.52), (0.80, -0.72), (0.90, -0.72), (0.84, -0.40), (0.20, -0.28), source=vertical(-0.7, -0.3, lighter(colour, 0.1), darker(colour, 0.2)))
    spin = 0.14 * math.cos(2 * math.pi * phase)
    stroke(ctx, (0.84 - spin, -0.56 - 0.13 * wave(phase)), (0.84 + spin, -0.56 + 0.13 * wave(phase)), width=0.04, source=INK)
    for x in (-0.26, 0.12):
        stroke(ctx, (x, -0.20), (x, -0.04), width=0.04, source=INK)
    stroke(ctx, (-0.50, -0.08), (-0.44, -0.03), (0.32, -0.03), width=0.055, source=INK)
    shape(ctx, (-0.56, -0.36), (-0.52, -0.62, -0.24, -0.68, 0.0, -0.66), (0.22, -0.64, 0.34, -0.50, 0.30, -0.32), (0.26, -0.16, 0.10, -0.12, -0.10, -0.12), (-0.40, -0.12, -0.58, -0.20, -0.56, -0.36),
          source=ball(-0.1, -0.4, 0.5, colour))
    shape(ctx, (-0.50, -0.38), (-0.46, -0.54, -0.30, -0.60, -0.14, -0.60), (-0.12, -0.34), source=LAMP if night else GLASS)
    ctx.restore()


def kite(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    """A diamond kite, its tail with bows blowing in the wind."""
    ctx.save()
    ctx.translate(0.03 * wave(phase), 0)
    ctx.rotate(0.10 * wave(phase, 0.2))
    points = [(0.04 * i - 0.02 + 0.07 * (i / 4) * wave(phase, i * 0.2), -0.36 + 0.075 * i) for i in range(5)]
    for a, b in zip(points, points[1:]):
        stroke(ctx, a, b, width=0.028, source=INK)
    bow = darker(colour, 0.3)
    for x, y in points[1:]:
        for side in (-1, 1):
            polygon(ctx, ((x, y), (x + side * 0.10, y - 0.05), (x + side * 0.10, y + 0.05)), bow if side < 0 else lighter(colour, 0.3))
    top, left, right, bottom, middle = (-0.02, -0.98), (-0.32, -0.70), (0.30, -0.70), (-0.02, -0.34), (-0.02, -0.70)
    polygon(ctx, (top, left, middle), lighter(colour, 0.45))
    polygon(ctx, (top, right, middle), colour)
    polygon(ctx, (bottom, left, middle), colour)
    polygon(ctx, (bottom, right, middle), darker(colour, 0.35))
    line(ctx, (top, bottom), 0.02, (*INK, 0.8))
    line(ctx, (left, right), 0.02, (*INK, 0.8))
    ctx.restore()
