"""What floats and is built."""
import cairo

from ..brush import Colour, box, darker, lighter, line, linear, paint, polygon, vertical, wave
from .parts import WOOD


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
