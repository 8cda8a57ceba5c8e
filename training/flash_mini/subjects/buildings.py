"""Where people live."""
import cairo

from ..brush import Colour, box, darker, disc, lighter, linear, mix, polygon, vertical, wave
from .parts import LAMP, WOOD


def house(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    for i in range(3):
        rise = (phase + i) / 3
        disc(ctx, 0.22 + 0.12 * rise, -0.98 - 0.30 * rise, 0.04 + 0.06 * rise, (0.92, 0.92, 0.95, 0.55 * (1 - rise) * min(1, 6 * rise)))
    box(ctx, 0.16, -0.95, 0.12, 0.3, darker((0.62, 0.35, 0.30), 0.1))
    box(ctx, -0.40, -0.58, 0.80, 0.58, linear(-0.4, 0, 0.4, 0, lighter(colour, 0.15), colour, darker(colour, 0.15)))
    roof = mix((0.45, 0.22, 0.20), darker(colour, 0.5), 0.4)
    polygon(ctx, ((-0.52, -0.55), (0, -1.0), (0.52, -0.55)), vertical(-1, -0.5, lighter(roof, 0.2), roof))
    box(ctx, -0.09, -0.32, 0.19, 0.32, WOOD)
    disc(ctx, 0.06, -0.15, 0.018, LAMP)
    pane = mix(LAMP, (1, 0.7, 0.3), 0.3 + 0.3 * wave(phase)) if night else (0.72, 0.88, 0.97)
    for x in (-0.32, 0.17):
        box(ctx, x - 0.02, -0.46, 0.19, 0.19, (0.98, 0.97, 0.94))
        box(ctx, x, -0.44, 0.15, 0.15, pane)
        box(ctx, x + 0.065, -0.44, 0.02, 0.15, (0.98, 0.97, 0.94))
