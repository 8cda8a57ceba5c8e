"""What floats and is built."""
import math

import cairo

from ..brush import TAU, Colour, box, darker, disc, lighter, line, linear, oval, paint, polygon, vertical, wave
from .parts import GLASS, INK, LAMP, WOOD, contrast, shape, stroke


def boat(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    ctx.save()
    ctx.translate(0, -0.015 + 0.025 * wave(phase))
    ctx.rotate(0.08 * wave(phase, 0.2))
    line(ctx, ((0, -0.25), (0, -0.98)), 0.025, (*WOOD, 1))
    sail = (0.99, 0.96, 0.88)
    polygon(ctx, ((0.03, -0.97), (0.03, -0.32), (0.44, -0.32)), linear(0, -0.9, 0.4, -0.3, sail, darker(sail, 0.12)))
    polygon(ctx, ((-0.03, -0.88), (-0.03, -0.32), (-0.36, -0.32)), linear(-0.3, -0.3, 0, -0.8, darker(colour, 0.1), lighter(colour, 0.2)))
    ctx.new_path()
    ctx.move_to(-0.52, -0.27)
    ctx.line_to(0.56, -0.27)
    ctx.curve_to(0.48, -0.08, 0.38, 0.02, 0.30, 0.03)
    ctx.line_to(-0.32, 0.03)
    ctx.curve_to(-0.42, 0, -0.48, -0.12, -0.52, -0.27)
    ctx.close_path()
    paint(ctx, vertical(-0.27, 0.03, lighter(colour, 0.15), colour, darker(colour)))
    box(ctx, -0.50, -0.27, 1.04, 0.035, lighter(colour, 0.55))
    ctx.restore()


def ship(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    """A steamer: long hull, white decks, two smoking funnels."""
    for i in range(3):
        rise = (phase + i) / 3 % 1
        disc(ctx, 0.10 + 0.55 * rise, -0.98 - 0.14 * rise, 0.06 + 0.09 * rise, (0.90, 0.90, 0.94, 0.7 * (1 - rise) * min(1, 6 * rise)))
    ctx.save()
    ctx.translate(0, 0.02 * wave(phase))
    ctx.rotate(0.035 * wave(phase, 0.2))
    for x in (-0.20, 0.14):
        polygon(ctx, ((x, -0.60), (x + 0.02, -0.94), (x + 0.20, -0.94), (x + 0.18, -0.60)), linear(x, 0, x + 0.2, 0, lighter(colour, 0.2), darker(colour, 0.2)))
        box(ctx, x + 0.015, -0.94, 0.18, 0.075, INK)
    deck = (0.98, 0.97, 0.94) if sum(colour) < 2.6 else (0.72, 0.80, 0.90)
    box(ctx, -0.42, -0.64, 0.82, 0.16, vertical(-0.64, -0.48, deck, darker(deck, 0.08)))
    box(ctx, -0.56, -0.50, 1.14, 0.18, vertical(-0.5, -0.32, deck, darker(deck, 0.12)))
    pane = LAMP if night else (0.35, 0.55, 0.75)
    for i in range(5):
        disc(ctx, -0.42 + 0.21 * i, -0.42, 0.05, pane)
    shape(ctx, (-0.86, -0.38), (-0.60, -0.33, 0.40, -0.33, 0.84, -0.36), (0.78, -0.10, 0.70, 0.0, 0.62, 0.02), (-0.56, 0.02), (-0.68, -0.04, -0.80, -0.20, -0.86, -0.38),
          source=vertical(-0.38, 0.02, lighter(colour, 0.15), colour, darker(colour, 0.35)))
    box(ctx, -0.74, -0.10, 1.46, 0.035, contrast(colour))
    ctx.restore()


def submarine(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    ctx.save()
    ctx.translate(0, 0.025 * wave(phase))
    ctx.rotate(0.04 * wave(phase, 0.25))
    for i in range(3):
        rise = (phase + i / 3) % 1
        disc(ctx, 0.74 + 0.05 * wave(rise), -0.30 - 0.5 * rise, 0.035 + 0.02 * rise, (0.85, 0.96, 1.0, 0.75 * min(1, 6 * (1 - rise), 6 * rise)))
    stroke(ctx, (0.02, -0.70), (0.02, -0.92), (-0.14, -0.92), width=0.075, source=darker(colour, 0.25))
    disc(ctx, -0.16, -0.92, 0.055, GLASS)
    polygon(ctx, ((-0.20, -0.55), (-0.14, -0.76), (0.20, -0.76), (0.28, -0.55)), vertical(-0.78, -0.5, lighter(colour, 0.2), colour))
    blade = 0.16 * math.cos(TAU * (phase % 1))
    oval(ctx, 0.80, -0.32, 0.035, 0.06 + abs(blade), (0.95, 0.78, 0.25))
    polygon(ctx, ((0.46, -0.32), (0.74, -0.54), (0.74, -0.10)), darker(colour, 0.3))
    shape(ctx, (-0.74, -0.32), (-0.74, -0.72, 0.50, -0.68, 0.78, -0.32), (0.50, 0.04, -0.74, 0.08, -0.74, -0.32), source=vertical(-0.62, -0.02, lighter(colour, 0.3), colour, darker(colour, 0.3)))
    pane = LAMP if night else GLASS
    for x in (-0.44, -0.10, 0.24):
        disc(ctx, x, -0.33, 0.125, contrast(colour))
        disc(ctx, x, -0.33, 0.085, pane)
    ctx.restore()
