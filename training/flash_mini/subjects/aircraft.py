"""What flies and is built."""
import math

import cairo

from ..brush import Colour, ball, box, lighter, line, oval, paint, vertical, wave
from .parts import WOOD


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
