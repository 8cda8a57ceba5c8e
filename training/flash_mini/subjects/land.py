"""Parts of the land."""
import cairo

from ..brush import Colour, darker, lighter, linear, oval, polygon, vertical, wave


def mountain(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    polygon(ctx, ((-0.15, 0), (0.45, -0.68), (0.95, 0)), linear(0.1, 0, 0.9, 0, darker(colour, 0.05), darker(colour, 0.4)))
    polygon(ctx, ((-0.85, 0), (-0.10, -1.0), (0.62, 0)), linear(-0.6, 0, 0.5, 0, lighter(colour, 0.25), colour, darker(colour, 0.3)))
    polygon(ctx, ((-0.10, -1.0), (0.62, 0), (0.10, 0), (-0.02, -0.45), (-0.12, -0.65)), (*darker(colour, 0.5), 0.35))
    polygon(ctx, ((-0.10, -1.0), (-0.34, -0.68), (-0.21, -0.72), (-0.12, -0.62), (0.0, -0.73), (0.13, -0.68)), vertical(-1, -0.6, (1, 1, 1), (0.86, 0.90, 0.97)))
    drift = 0.10 * wave(phase)
    for x, y, width in ((-0.45, -0.34, 0.30), (0.42, -0.42, 0.26)):
        oval(ctx, x + drift, y, width, 0.055, (1, 1, 1, 0.22 if night else 0.55))
