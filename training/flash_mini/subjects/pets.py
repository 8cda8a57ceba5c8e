"""Small animals with a face, sitting."""
import math

import cairo

from ..brush import Colour, ball, darker, lighter, line, mix, oval, polygon, wave
from .parts import INK


def cat(ctx: cairo.Context, colour: Colour, phase: float, night: bool) -> None:
    swing = 0.08 * wave(phase)
    ctx.save()
    ctx.translate(-0.10, 0)
    ctx.new_path()
    ctx.move_to(0.20, -0.08)
    ctx.curve_to(0.52, -0.05, 0.48 + swing, -0.30, 0.42 + 1.4 * swing, -0.55)
    ctx.set_line_cap(cairo.LINE_CAP_ROUND)
    ctx.set_line_width(0.10)
    ctx.set_source_rgb(*darker(colour, 0.15))
    ctx.stroke()
    oval(ctx, 0, -0.28, 0.28, 0.30, ball(0, -0.2, 1, colour))
    oval(ctx, 0, -0.24, 0.14, 0.20, (*lighter(colour, 0.5), 0.8))
    for x in (-0.13, 0.13):
        oval(ctx, x, -0.03, 0.10, 0.055, lighter(colour, 0.25))
    ctx.save()
    ctx.translate(0, -0.66)
    ctx.rotate(0.06 * wave(phase, 0.25))
    for side in (-1, 1):
        polygon(ctx, ((side * 0.26, -0.02), (side * 0.24, -0.35), (side * 0.05, -0.18)), colour)
        polygon(ctx, ((side * 0.21, -0.10), (side * 0.21, -0.27), (side * 0.10, -0.18)), (0.98, 0.66, 0.70))
    oval(ctx, 0, 0, 0.28, 0.23, ball(0, 0, 1, colour))
    open_eye = 0.065 * max(0.12, min(1, 6 * abs(math.sin(math.pi * (phase - 0.5)))))
    for x in (-0.115, 0.115):
        oval(ctx, x, -0.02, 0.055, open_eye, (0.80, 0.92, 0.35))
        oval(ctx, x, -0.02, 0.022, open_eye * 0.95, INK)
    polygon(ctx, ((-0.035, 0.07), (0.035, 0.07), (0, 0.11)), (0.95, 0.45, 0.50))
    for side in (-1, 1):
        for tilt in (-0.02, 0.04):
            line(ctx, ((side * 0.10, 0.10), (side * 0.36, 0.08 + tilt * 2)), 0.010, (*mix(INK, (1, 1, 1), 0.75 if sum(colour) < 1 else 0.1), 0.8))
    ctx.restore()
    ctx.restore()
