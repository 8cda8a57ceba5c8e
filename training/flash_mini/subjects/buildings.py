"""Where people live and sleep."""
import cairo

from ..brush import Colour, box, darker, disc, lighter, linear, mix, polygon, vertical, wave
from .parts import INK, LAMP, WOOD, shape, stroke


def house(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    for i in range(3):
        rise = (phase + i) / 3 % 1
        disc(ctx, 0.22 + 0.12 * rise, -0.98 - 0.30 * rise, 0.06 + 0.07 * rise, (0.93, 0.93, 0.96, 0.72 * (1 - rise) * min(1, 6 * rise)))
    box(ctx, 0.16, -0.95, 0.12, 0.3, darker((0.62, 0.35, 0.30), 0.1))
    box(ctx, -0.40, -0.58, 0.80, 0.58, linear(-0.4, 0, 0.4, 0, lighter(colour, 0.15), colour, darker(colour, 0.15)))
    roof = mix((0.45, 0.22, 0.20), darker(colour, 0.5), 0.4)
    polygon(ctx, ((-0.52, -0.55), (0, -1.0), (0.52, -0.55)), vertical(-1, -0.5, lighter(roof, 0.2), roof))
    # The door opens and closes.
    box(ctx, -0.09, -0.32, 0.19, 0.32, LAMP if night else darker(colour, 0.75))
    leaf = 0.19 * (0.62 + 0.38 * wave(phase))
    polygon(ctx, ((-0.09, -0.32), (leaf - 0.09, -0.32 + 0.12 * (0.19 - leaf)), (leaf - 0.09, 0.10 * (0.19 - leaf)), (-0.09, 0)), WOOD)
    disc(ctx, leaf - 0.12, -0.15, 0.018, LAMP)
    share = 0.5 + 0.5 * wave(phase)
    pane = mix(LAMP, (0.75, 0.38, 0.15), share) if night else mix((0.55, 0.78, 0.95), (0.90, 0.97, 1.0), share)
    for x in (-0.32, 0.17):
        box(ctx, x - 0.02, -0.46, 0.19, 0.19, (0.98, 0.97, 0.94))
        box(ctx, x, -0.44, 0.15, 0.15, pane)
        box(ctx, x + 0.065, -0.44, 0.02, 0.15, (0.98, 0.97, 0.94))


def tent(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    """A ridge tent with an open flap; a lamp inside at night."""
    breathe = 0.02 * wave(phase)
    dark = darker(colour, 0.35)
    for side in (-1, 1):
        stroke(ctx, (side * 0.40, -0.30), (side * 0.70, -0.01), width=0.025, source=WOOD)
    stroke(ctx, (0, -0.76), (0, -0.98), width=0.03, source=WOOD)
    flutter = 0.04 * wave(phase, 0.3)
    polygon(ctx, ((0.0, -0.98), (0.20, -0.91 + flutter), (0.0, -0.84)), dark)
    shape(ctx, (0, -0.82), (0.16 + breathe, -0.50, 0.34 + breathe, -0.22, 0.58, 0), (-0.58, 0), (-0.34 - breathe, -0.22, -0.16 - breathe, -0.50, 0, -0.82), source=linear(-0.5, 0, 0.5, 0, lighter(colour, 0.35), colour, dark))
    inside = mix((1, 0.82, 0.4), (1, 0.6, 0.2), 0.5 + 0.5 * wave(phase, 0.2)) if night else darker(colour, 0.8)
    polygon(ctx, ((0, -0.66), (0.22, 0), (-0.22, 0)), inside)
    shape(ctx, (0, -0.66), (0.10, -0.34, 0.16 + 2 * breathe, -0.12, 0.30 + 2 * breathe, 0), (0.16, 0), (0.10 + 2 * breathe, -0.2, 0.06, -0.4, 0, -0.66), source=lighter(colour, 0.5))
    shape(ctx, (0, -0.66), (-0.10, -0.34, -0.16 - 2 * breathe, -0.12, -0.30 - 2 * breathe, 0), (-0.16, 0), (-0.10 - 2 * breathe, -0.2, -0.06, -0.4, 0, -0.66), source=lighter(colour, 0.5))


def skyscraper(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    """A tall block whose windows blink."""
    stroke(ctx, (0, -0.86), (0, -0.97), width=0.02, source=INK)
    disc(ctx, 0, -0.975, 0.025, mix(INK, (1, 0.3, 0.25), 0.5 + 0.5 * wave(phase)))
    box(ctx, -0.13, -0.88, 0.26, 0.2, darker(colour, 0.25))
    box(ctx, -0.22, -0.80, 0.44, 0.80, linear(-0.22, 0, 0.22, 0, lighter(colour, 0.2), colour, darker(colour, 0.3)))
    lit, unlit = (LAMP, darker(colour, 0.7)) if night else ((0.86, 0.96, 1.0), (0.50, 0.68, 0.82))
    for row in range(6):
        for column in range(3):
            share = 0.5 + 0.5 * wave(phase, (row * 5 + column * 3) % 7 / 7)
            box(ctx, -0.165 + 0.12 * column, -0.74 + 0.105 * row, 0.09, 0.07, mix(unlit, lit, share))
    box(ctx, -0.055, -0.10, 0.11, 0.10, INK)
