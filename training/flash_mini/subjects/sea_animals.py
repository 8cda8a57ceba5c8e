"""Animals of the sea."""
import cairo

from ..brush import Colour, ball, darker, disc, lighter, linear, oval, polygon, wave
from .parts import INK


def fish(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    ctx.save()
    ctx.translate(0.04 * wave(phase, 0.25), -0.45 + 0.06 * wave(phase))
    swing = 0.14 * wave(phase)
    polygon(ctx, ((0.32, 0), (0.68, -0.24 + swing), (0.60, swing), (0.68, 0.24 + swing)), linear(0.3, 0, 0.7, 0, colour, darker(colour, 0.2)))
    polygon(ctx, ((-0.12, -0.24), (0.12, -0.44), (0.24, -0.16)), darker(colour, 0.15))
    oval(ctx, -0.08, 0, 0.50, 0.30, ball(0, 0, 1, colour))
    ctx.save()
    ctx.new_path()
    ctx.rectangle(-0.02, -0.3, 0.09, 0.6)
    ctx.rectangle(0.17, -0.3, 0.07, 0.6)
    ctx.clip()
    oval(ctx, -0.08, 0, 0.50, 0.30, (*lighter(colour, 0.65), 0.85))
    ctx.restore()
    polygon(ctx, ((0.0, 0.06), (0.18, 0.24 + swing / 2), (0.16, 0.04)), darker(colour, 0.2))
    disc(ctx, -0.34, -0.07, 0.075, (1, 1, 1))
    disc(ctx, -0.36, -0.07, 0.042, INK)
    ctx.restore()
